import { Trans } from '@lingui/react/macro';
import { LeaveQuestion } from '../../shared/ui/LeaveQuestion';

/** Whoever leaves with changes that are not in force is asked. */
export function RulesLeaveGuard() {
  return (
    <LeaveQuestion
      title={<Trans id="matching.leave.title">Leave without putting your changes in force?</Trans>}
      action={<Trans id="matching.leave.action">Leave</Trans>}
    >
      <Trans id="matching.leave.text">Your changes are not kept.</Trans>
    </LeaveQuestion>
  );
}
