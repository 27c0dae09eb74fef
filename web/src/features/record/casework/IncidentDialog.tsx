import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { leaveHandover } from '../../../shared/intake/handover';
import { pathTo } from '../../../shared/records/record-type';
import { NoticeKind, notify } from '../../../shared/ui/snackbar-store';
import { useOpenEditor } from '../open-editor';
import { fetchIncidentDraft } from '../panels/links/links.wire';
import type { CaseworkProps } from './casework-props';
import { WorkDialog } from './WorkDialog';

/**
 * Begins an incident of the case with what the case already says about the child. What is typed in
 * the case and not saved would be missing there, so it is saved first.
 */
export function IncidentDialog({ record, onClose }: CaseworkProps) {
  const { isDirty, afterSaving } = useOpenEditor();
  const { begin, beginAfter } = useBeginning(record.id);
  const saveFirst = () => {
    // A refusal of what was typed must be in sight.
    onClose();
    afterSaving(beginAfter);
  };
  return (
    <WorkDialog
      title={<Trans id="record.work.incident">Create an incident</Trans>}
      confirm={
        isDirty ? (
          <Trans id="record.work.incident_save">Save and continue</Trans>
        ) : (
          <Trans id="record.work.incident_begin">Begin the incident</Trans>
        )
      }
      isPending={begin.isPending}
      error={begin.error}
      onConfirm={isDirty ? saveFirst : () => begin.mutate()}
      onClose={onClose}
    >
      <p>
        <Trans id="record.work.incident_text">
          What the case already says about the child is filled in. The incident belongs to the case
          once it is saved.
        </Trans>
      </p>
      {isDirty ? (
        <p>
          <Trans id="record.work.incident_dirty">
            The case has changes that are not saved. They are saved before the incident begins.
          </Trans>
        </p>
      ) : null}
    </WorkDialog>
  );
}

function useBeginning(id: string) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const open = ({
    module_id: module,
    ...draft
  }: Awaited<ReturnType<typeof fetchIncidentDraft>>) => {
    leaveHandover({ ...draft, id: undefined, incident_case_id: id });
    void navigate({ to: pathTo('incidents', module, 'new') });
  };
  const failed = t({
    id: 'record.work.incident_failed',
    message: 'The case is saved, but the incident could not be begun. Try again here.',
  });
  const giveUp = () => {
    notify({ key: 'record.incident', kind: NoticeKind.error, text: failed });
    void navigate({ to: pathTo('cases', id), search: { form: 'incident_from_case' } });
  };
  return {
    begin: useMutation({ mutationFn: () => fetchIncidentDraft(id), onSuccess: open }),
    /** The form is saved and closed then, whatever comes of it. */
    beginAfter: () => void fetchIncidentDraft(id).then(open, giveUp),
  };
}
