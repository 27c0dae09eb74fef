import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConfirmDialog } from './ConfirmDialog';

interface LeaveQuestionProps {
  /** Whether there is something to lose. */
  when?: boolean;
  title: ReactNode;
  action: ReactNode;
  children: ReactNode;
}

/** Whoever leaves the page with something unsaved is asked; the browser asks before it closes. */
export function LeaveQuestion({ when = true, title, action, children }: LeaveQuestionProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={title}
      confirm={action}
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
      isDanger
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}
