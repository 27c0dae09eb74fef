import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';

/** Whoever leaves with changes that are not in force is asked. */
export function RulesLeaveGuard() {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={<Trans id="matching.leave.title">Leave without putting your changes in force?</Trans>}
      confirm={<Trans id="matching.leave.action">Leave</Trans>}
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
      isDanger
    >
      <p>
        <Trans id="matching.leave.text">Your changes are not kept.</Trans>
      </p>
    </ConfirmDialog>
  );
}
