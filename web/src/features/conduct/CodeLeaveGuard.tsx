import { Trans } from '@lingui/react/macro';
import { LeaveQuestion } from '../../shared/ui/LeaveQuestion';

/** Whoever leaves with a text that is not in force is asked. */
export function CodeLeaveGuard() {
  return (
    <LeaveQuestion
      title={<Trans id="conduct.leave.title">Leave without putting the text in force?</Trans>}
      action={<Trans id="conduct.leave.action">Leave</Trans>}
    >
      <Trans id="conduct.leave.text">What you have typed is not kept.</Trans>
    </LeaveQuestion>
  );
}
