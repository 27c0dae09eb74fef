import { useQuery } from '@tanstack/react-query';
import { matchesQuery } from './matches.wire';
import type { Neighbours } from './work-queue';

/** The cases before and after one in the list of a sought child; position 0: it is not there. */
export function useCounterparts(trace: string, child: string): Neighbours {
  const { data } = useQuery(matchesQuery('traces', trace));
  const pairs = data?.potential_matches.map((match) => ({ trace, case: match.case.id })) ?? [];
  const at = pairs.findIndex((pair) => pair.case === child);
  return {
    position: at + 1,
    count: pairs.length,
    previous: at > 0 ? pairs[at - 1] : undefined,
    next: at >= 0 ? pairs[at + 1] : undefined,
  };
}
