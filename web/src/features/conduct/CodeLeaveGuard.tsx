import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';

/** Whoever leaves with a text that is not in force is asked. */
export function CodeLeaveGuard() {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={<Trans id="conduct.leave.title">Leave without putting the text in force?</Trans>}
      confirm={<Trans id="conduct.leave.action">Leave</Trans>}
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
      isDanger
    >
      <p>
        <Trans id="conduct.leave.text">What you have typed is not kept.</Trans>
      </p>
    </ConfirmDialog>
  );
}
