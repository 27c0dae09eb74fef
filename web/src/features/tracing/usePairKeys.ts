import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hasShortcuts, isTyping } from '../../shared/ui/shortcuts';
import type { PairIds } from './work-queue';

interface PairKeys {
  readonly previous: PairIds | undefined;
  readonly next: PairIds | undefined;
}

/** N and P lead to the next and the previous pair, unless somebody types or a dialog is open. */
export function usePairKeys({ previous, next }: PairKeys): void {
  const navigate = useNavigate();
  useEffect(() => {
    const targets: Readonly<Record<string, PairIds | undefined>> = { n: next, p: previous };
    const onKey = (event: KeyboardEvent) => {
      const target = targets[event.key.toLowerCase()];
      if (target === undefined || !hasShortcuts() || isTyping(event.target)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || hasDialog()) return;
      event.preventDefault();
      const { trace, case: child } = target;
      void navigate({ to: '/matches/$trace/$case', params: { trace, case: child } });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, previous, next]);
}

function hasDialog(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
