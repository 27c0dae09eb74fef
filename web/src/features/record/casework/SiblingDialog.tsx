import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { leaveHandover } from '../../../shared/intake/handover';
import { pathTo } from '../../../shared/records/record-type';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import type { CaseworkProps } from './casework-props';
import { siblingBeginning } from './sibling';
import { WorkDialog } from './WorkDialog';

/** Begins the case of a brother or sister with what both share. */
export function SiblingDialog({ record, deployment, onClose }: CaseworkProps) {
  const navigate = useNavigate();
  const user = useUser();
  const module = String(record['module_id'] ?? '');
  const begin = () => {
    const beginning = siblingBeginning(record, {
      forms: deployment.forms,
      module: deployment.settings.modules.find(({ unique_id: id }) => id === module),
      mayJoinFamily: can(user, 'families', 'read'),
    });
    leaveHandover(beginning);
    void navigate({ to: pathTo('cases', module, 'new') });
  };
  return (
    <WorkDialog
      title={<Trans id="record.work.sibling">Register a brother or sister</Trans>}
      confirm={<Trans id="record.work.sibling_begin">Begin the registration</Trans>}
      isPending={false}
      error={null}
      onConfirm={begin}
      onClose={onClose}
    >
      <p>
        <Trans id="record.work.sibling_text">
          The family, the place where they live and what was agreed on are filled in from this case.
          Everything else is asked anew. Check with the caregiver that what was agreed on also holds
          for this child.
        </Trans>
      </p>
    </WorkDialog>
  );
}
