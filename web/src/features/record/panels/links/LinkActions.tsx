import { useState } from 'react';
import { useForms } from '../../../../shared/definitions/useDefinitions';
import { pathTo, singularOf } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { FailureText } from '../../../../shared/ui/FailureText';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { useNavigate } from '@tanstack/react-router';
import { leaveHandover } from '../../../../shared/intake/handover';
import type { RecordData } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import { link_fields, type LinkedType } from '../../link-created';
import { beginningFor } from './beginning-for';
import { RecordPicker } from './RecordPicker';

interface LinkActionsProps {
  record: RecordData;
  type: LinkedType;
  /** The linked record; empty when there is none. */
  linked: string;
  mayLink: boolean;
  words: { open: string; link: string; unlink: string; create: string };
}

/** Ways to open the record a case is linked with, to take the link away, or to find one. */
export function LinkActions({ record, type, linked, mayLink, words }: LinkActionsProps) {
  const [isSearching, setSearching] = useState(false);
  const { isPending, error, start } = useDeed('cases', record.id, () => setSearching(false));
  const user = useUser();
  const navigate = useNavigate();
  const mayRead = can(user, type, 'read');
  const field = link_fields[type];
  const link = (id: string | null) => start({ method: 'PATCH', path: '', data: { [field]: id } });
  const { module_id: module } = record;
  const create = (searched: string) => {
    leaveHandover(beginningFor(type, record, searched));
    void navigate({ to: pathTo(type, module ?? '', 'new') });
  };
  const hasForm = (useForms() ?? []).some(
    (form) =>
      form.parent_form === singularOf(type) &&
      form.visible &&
      form.unique_id in user.permitted_form,
  );
  const isCreator = Boolean(module) && hasForm && can(user, type, 'create');
  return (
    <>
      <div className="panel-actions">
        {linked !== '' && mayRead ? (
          <LinkButton to={pathTo(type, linked)}>{words.open}</LinkButton>
        ) : null}
        {linked !== '' && mayLink ? (
          <Button onPress={() => link(null)} isPending={isPending}>
            {words.unlink}
          </Button>
        ) : null}
        {linked === '' && mayLink && mayRead ? (
          <Button onPress={() => setSearching(true)}>{words.link}</Button>
        ) : null}
      </div>
      {error && !isSearching ? (
        <div role="alert">
          <FailureText error={error} />
        </div>
      ) : null}
      {isSearching ? (
        <RecordPicker
          type={type}
          title={words.link}
          isPending={isPending}
          error={error}
          onPick={({ id }) => link(id)}
          create={isCreator ? { text: words.create, begin: create } : undefined}
          onClose={() => setSearching(false)}
        />
      ) : null}
    </>
  );
}
