import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import type { ListQuery } from '../../../shared/records/list-query';
import { begin, progressOf, type BulkOrder, type BulkProgress } from './work';

export type BulkState =
  | { phase: 'asking' }
  | { phase: 'sending' }
  | { phase: 'running' | 'done'; progress: BulkProgress }
  /** Nothing was begun. */
  | { phase: 'refused'; failure: unknown }
  /** It goes on at the server, but how far it is cannot be read now. */
  | { phase: 'unknown'; failure: unknown };

interface BulkRun {
  state: BulkState;
  /** For each of the ids, or, without ids, for everything the list finds. */
  start: (order: BulkOrder, ids: readonly string[] | undefined) => Promise<void>;
}

const pollMs = 700;

/** Has an action carried out on many records and follows how it goes. */
export function useBulkRun(query: ListQuery): BulkRun {
  const queries = useQueryClient();
  const [state, become] = useReducer((_: BulkState, next: BulkState) => next, { phase: 'asking' });
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const follow = async (job: Awaited<ReturnType<typeof begin>>) => {
    // The window may be closed while the server works: then nobody is told any more.
    while (isHere.current) {
      const progress = await progressOf(job);
      become({ phase: progress.isOver ? 'done' : 'running', progress });
      if (progress.isOver) return;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  const start: BulkRun['start'] = async (order, ids) => {
    become({ phase: 'sending' });
    const job = await begin(order, query, ids).catch((failure: unknown) => {
      become({ phase: 'refused', failure });
    });
    if (job === undefined) return;
    await follow(job).catch((failure: unknown) => become({ phase: 'unknown', failure }));
    await queries.invalidateQueries({ queryKey: [order.type] });
  };
  return { state, start };
}
