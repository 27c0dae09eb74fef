import { useState } from 'react';
import { pathTo } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { FailureText } from '../../../../shared/ui/FailureText';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { useDeed } from '../../casework/useDeed';
import { RecordPicker } from './RecordPicker';

interface LinkActionsProps {
  caseId: string;
  /** The field of the case that names the linked record. */
  field: 'family_id' | 'registry_record_id';
  type: 'families' | 'registry_records';
  /** The linked record; empty when there is none. */
  linked: string;
  mayLink: boolean;
  words: { open: string; link: string; unlink: string };
}

/** Ways to open the record a case is linked with, to take the link away, or to find one. */
export function LinkActions({ caseId, field, type, linked, mayLink, words }: LinkActionsProps) {
  const [isSearching, setSearching] = useState(false);
  const { isPending, error, start } = useDeed('cases', caseId, () => setSearching(false));
  const mayRead = can(useUser(), type, 'read');
  const link = (id: string | null) => start({ method: 'PATCH', path: '', data: { [field]: id } });
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
          onClose={() => setSearching(false)}
        />
      ) : null}
    </>
  );
}
