import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { leaveHandover } from '../../../shared/intake/handover';
import { pathTo } from '../../../shared/records/record-type';
import { fetchIncidentDraft } from '../panels/links/links.wire';
import type { CaseworkProps } from './casework-props';
import { WorkDialog } from './WorkDialog';

/** Begins an incident of the case with what the case already says about the child. */
export function IncidentDialog({ record, onClose }: CaseworkProps) {
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: () => fetchIncidentDraft(record.id),
    onSuccess: ({ module_id: module, ...draft }) => {
      leaveHandover({ ...draft, id: undefined, incident_case_id: record.id });
      void navigate({ to: pathTo('incidents', module, 'new') });
    },
  });
  return (
    <WorkDialog
      title={<Trans id="record.work.incident">Create an incident</Trans>}
      confirm={<Trans id="record.work.incident_begin">Begin the incident</Trans>}
      isPending={begin.isPending}
      error={begin.error}
      onConfirm={() => begin.mutate()}
      onClose={onClose}
    >
      <p>
        <Trans id="record.work.incident_text">
          What the case already says about the child is filled in. The incident belongs to the case
          once it is saved.
        </Trans>
      </p>
    </WorkDialog>
  );
}
