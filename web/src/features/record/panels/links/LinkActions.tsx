import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { useForms } from '../../../../shared/definitions/useDefinitions';
import { pathTo, singularOf } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { FailureText } from '../../../../shared/ui/FailureText';
import { Fetched } from '../../../../shared/ui/Fetched';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { useNavigate } from '@tanstack/react-router';
import { leaveHandover } from '../../../../shared/intake/handover';
import type { RecordData } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import type { Deployment } from '../../deployment';
import { link_fields, type LinkedType } from '../../link-created';
import { useOpenEditor } from '../../open-editor';
import { beginningFor } from './beginning-for';
import type { LinkedSearch } from './linked-search';

const LinkDrawer = lazy(() => import('./LinkDrawer'));
const LinkedDialog = lazy(() => import('./LinkedDialog'));

interface LinkActionsProps {
  record: RecordData;
  type: LinkedType;
  /** What the case says of the linked record; undefined when there is none. */
  linked: RecordData | undefined;
  deployment: Deployment;
  mayLink: boolean;
  words: { open: string; link: string; unlink: string; create: string };
}

/** Ways to see the record a case is linked with, to take the link away, or to find one. */
export function LinkActions(props: LinkActionsProps) {
  const { record, type, linked, deployment, mayLink, words } = props;
  const [shown, setShown] = useState<'drawer' | 'details'>();
  const close = () => setShown(undefined);
  const { isPending, error, start } = useDeed('cases', record.id, close);
  const user = useUser();
  const create = useCreation(type, record);
  const mayFind = can(user, type, 'read', 'search_and_select_family_record');
  const link = (id: string | null) =>
    start({ method: 'PATCH', path: '', data: { [link_fields[type]]: id } });
  return (
    <>
      <div className="panel-actions">
        {linked === undefined || !mayFind ? null : (
          <Button onPress={() => setShown('details')}>
            <Trans id="panel.find.details">Details</Trans>
          </Button>
        )}
        {linked !== undefined && can(user, type, 'read') ? (
          <LinkButton to={pathTo(type, linked.id)}>{words.open}</LinkButton>
        ) : null}
        {linked !== undefined && mayLink ? (
          <Button onPress={() => link(null)} isPending={isPending}>
            {words.unlink}
          </Button>
        ) : null}
        {linked === undefined && mayLink && mayFind ? (
          <Button onPress={() => setShown('drawer')}>{words.link}</Button>
        ) : null}
      </div>
      {error && shown === undefined ? (
        <div role="alert">
          <FailureText error={error} />
        </div>
      ) : null}
      {shown === undefined ? null : (
        <Fetched onFailed={close}>
          {shown === 'details' && linked !== undefined ? (
            <LinkedDialog
              {...{ type, deployment }}
              title={words.open}
              known={linked}
              onClose={close}
            />
          ) : (
            <LinkDrawer
              {...{ type, deployment, isPending, error }}
              title={words.link}
              onSelect={link}
              create={
                create && {
                  text: words.create,
                  begin: (search) => {
                    close();
                    create(search);
                  },
                }
              }
              onClose={close}
            />
          )}
        </Fetched>
      )}
    </>
  );
}

/** Begins a new record that the case will name; undefined for those who may not. */
function useCreation(type: LinkedType, record: RecordData) {
  const user = useUser();
  const navigate = useNavigate();
  const editor = useOpenEditor();
  const hasForm = (useForms() ?? []).some(
    (form) =>
      form.parent_form === singularOf(type) &&
      form.visible &&
      form.unique_id in user.permitted_form,
  );
  const { module_id: module } = record;
  if (!module || !hasForm || !can(user, type, 'create')) return undefined;
  return (search: LinkedSearch) =>
    editor.afterSaving(() => {
      leaveHandover(beginningFor(type, record, search));
      void navigate({ to: pathTo(type, module, 'new') });
    });
}
