/** A sought child and a case, by their ids. */
export interface PairIds {
  readonly trace: string;
  readonly case: string;
}

/** What stands before and after a pair in the list that somebody came from. */
export interface Neighbours {
  readonly position: number;
  readonly count: number;
  readonly previous: PairIds | undefined;
  readonly next: PairIds | undefined;
}

let queue: readonly PairIds[] = [];

/** The list that is worked off, in its order; in memory only, as long as the page is open. */
export function rememberQueue(pairs: readonly PairIds[]): void {
  queue = pairs;
}

/** Undefined for a pair that is not in the list. */
export function neighboursOf(trace: string, child: string): Neighbours | undefined {
  const at = queue.findIndex((pair) => pair.trace === trace && pair.case === child);
  if (at < 0) return undefined;
  return {
    position: at + 1,
    count: queue.length,
    previous: queue[at - 1],
    next: queue[at + 1],
  };
}
