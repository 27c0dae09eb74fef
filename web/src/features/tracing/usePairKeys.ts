import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useShortcut } from '../../shared/ui/useShortcut';
import type { PairIds } from './work-queue';

interface PairKeys {
  readonly previous: PairIds | undefined;
  readonly next: PairIds | undefined;
}

const options = { isBehindDialogs: true };

/** N and P lead to the next and the previous pair, unless somebody types or a dialog is open. */
export function usePairKeys({ previous, next }: PairKeys): void {
  useShortcut('next_match', useWay(next), options);
  useShortcut('previous_match', useWay(previous), options);
}

function useWay(pair: PairIds | undefined): (() => void) | undefined {
  const navigate = useNavigate();
  return useMemo(() => {
    if (pair === undefined) return undefined;
    const { trace, case: child } = pair;
    return () => void navigate({ to: '/matches/$trace/$case', params: { trace, case: child } });
  }, [navigate, pair]);
}
