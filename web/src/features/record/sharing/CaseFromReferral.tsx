import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { leaveHandover } from '../../../shared/intake/handover';
import { pathTo } from '../../../shared/records/record-type';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import type { RecordData } from '../../../shared/wire/records';
import { beginningOf, creatableFrom, creationMaps } from '../casework/case-from-referral';
import type { Transition } from '../casework/casework.wire';
import type { Deployment } from '../deployment';

interface CaseFromReferralProps {
  transition: Transition;
  record: RecordData;
  deployment: Deployment;
}

/** Begins a case of one's own from a referred one, in each programme that takes it over. */
export function CaseFromReferral({ transition, record, deployment }: CaseFromReferralProps) {
  const user = useUser();
  const navigate = useNavigate();
  const maps = creatableFrom(transition, user, creationMaps(record, deployment));
  return maps.map((map) => {
    const known = deployment.settings.modules.find((one) => one.unique_id === map.module);
    const programme = known?.name ?? map.module;
    const begin = () => {
      leaveHandover(beginningOf(record, map));
      void navigate({ to: pathTo('cases', map.module, 'new') });
    };
    return (
      <Button key={map.module} onPress={begin}>
        <Trans id="sharing.new_case" comment="{programme} is the name of a programme.">
          New case in <bdi>{programme}</bdi>
        </Trans>
      </Button>
    );
  });
}
