import { useQuery } from '@tanstack/react-query';
import { matchesQuery } from './matches.wire';

/** Where a pair stands among the candidates of its sought child. */
export interface Counterparts {
  /** Counted from 1; 0 when the case is not among them. */
  readonly position: number;
  readonly count: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** The cases before and after one in the list of a sought child. */
export function useCounterparts(trace: string, child: string): Counterparts {
  const { data } = useQuery(matchesQuery('traces', trace));
  const cases = data?.potential_matches.map((match) => match.case.id) ?? [];
  const at = cases.indexOf(child);
  return {
    position: at + 1,
    count: cases.length,
    previous: at > 0 ? cases[at - 1] : undefined,
    next: at >= 0 ? cases[at + 1] : undefined,
  };
}
