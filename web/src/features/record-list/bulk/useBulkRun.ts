import { useQueryClient } from '@tanstack/react-query';
import { useReducer } from 'react';
import type { ListQuery } from '../../../shared/records/list-query';
import { doForList, doForOne, type BulkOrder } from './work';

/** How it went for one record; without a failure it went well. */
export interface BulkResult {
  id: string;
  failure?: unknown;
}

export type BulkState =
  | { phase: 'asking' }
  /** One after the other; `results` grows. */
  | { phase: 'running' | 'done'; total: number; results: readonly BulkResult[] }
  /** The server works through a whole list by itself. */
  | { phase: 'sending' }
  | { phase: 'handed_over'; matched: number | undefined }
  | { phase: 'refused'; failure: unknown };

interface BulkRun {
  state: BulkState;
  /** For each of the ids, or, without ids, for everything the list finds. */
  start: (order: BulkOrder, ids: readonly string[] | undefined) => Promise<void>;
}

/** Carries an action out on many records and keeps count of how it goes. */
export function useBulkRun(query: ListQuery): BulkRun {
  const queries = useQueryClient();
  const [state, become] = useReducer((_: BulkState, next: BulkState) => next, { phase: 'asking' });
  const forEach = async (order: BulkOrder, ids: readonly string[]) => {
    const results: BulkResult[] = [];
    const total = ids.length;
    for (const id of ids) {
      become({ phase: 'running', total, results: [...results] });
      results.push(await outcome(order, id));
    }
    become({ phase: 'done', total, results });
  };
  const forList = async (order: BulkOrder) => {
    become({ phase: 'sending' });
    try {
      become({ phase: 'handed_over', matched: await doForList(order, query) });
    } catch (failure) {
      become({ phase: 'refused', failure });
    }
  };
  const start: BulkRun['start'] = async (order, ids) => {
    await (ids === undefined ? forList(order) : forEach(order, ids));
    await queries.invalidateQueries({ queryKey: [order.type] });
  };
  return { state, start };
}

async function outcome(order: BulkOrder, id: string): Promise<BulkResult> {
  try {
    await doForOne(order, id);
    return { id };
  } catch (failure) {
    return { id, failure };
  }
}
