import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';

interface LeaveGuardProps {
  /** Asked on the way out, so that typing draws nothing here. */
  isDirty: () => boolean;
  onKeep: () => void;
  onDiscard: () => void;
}

/** Whoever leaves a changed form is asked; what was typed is never lost by a slip. */
export function LeaveGuard({ isDirty, onKeep, onDiscard }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty() && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  const isLeaving = useRef(false);
  if (blocker.status !== 'blocked') return null;
  const leave = (then: () => void) => {
    if (isLeaving.current) return;
    isLeaving.current = true;
    then();
    blocker.proceed();
  };
  return (
    <Dialog
      isOpen
      onClose={blocker.reset}
      role="alertdialog"
      title={<Trans id="record.leave.title">You have changes that are not saved</Trans>}
      actions={
        <>
          <Button kind="danger" onPress={() => leave(onDiscard)}>
            <Trans id="record.leave.discard">Discard the changes</Trans>
          </Button>
          <Button onPress={() => leave(onKeep)}>
            <Trans id="record.leave.keep">Leave and keep a draft</Trans>
          </Button>
          <Button kind="primary" onPress={blocker.reset} autoFocus>
            <Trans id="record.leave.stay">Stay here</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="record.leave.text">
          A draft stays in this window until you sign out, and waits for you when you open the
          record again.
        </Trans>
      </p>
    </Dialog>
  );
}
