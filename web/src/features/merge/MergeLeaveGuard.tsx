import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';

/** Whoever leaves with choices made is asked: they are kept nowhere, since they tell of a child. */
export function MergeLeaveGuard({ hasChoices }: { hasChoices: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => hasChoices && current.pathname !== next.pathname,
    enableBeforeUnload: () => hasChoices,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={<Trans id="merge.leave.title">Leave without merging?</Trans>}
      confirm={<Trans id="merge.leave.action">Leave</Trans>}
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
      isDanger
    >
      <p>
        <Trans id="merge.leave.text">What you chose here is not kept.</Trans>
      </p>
    </ConfirmDialog>
  );
}
