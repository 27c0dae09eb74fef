import { Trans } from '@lingui/react/macro';
import { LeaveQuestion } from '../../shared/ui/LeaveQuestion';

/** Whoever leaves with choices made is asked: they are kept nowhere, since they tell of a child. */
export function MergeLeaveGuard({ hasChoices }: { hasChoices: boolean }) {
  return (
    <LeaveQuestion
      when={hasChoices}
      title={<Trans id="merge.leave.title">Leave without merging?</Trans>}
      action={<Trans id="merge.leave.action">Leave</Trans>}
    >
      <Trans id="merge.leave.text">What you chose here is not kept.</Trans>
    </LeaveQuestion>
  );
}
