import {
  dehydrate,
  hydrate,
  type Query,
  type QueryClient,
  type QueryState,
} from '@tanstack/react-query';
import type { Sealable } from '../shared/lock/sealing';

/** What is the same for everybody: forms, lists of options and places. */
function isAboutNobody({ queryKey }: Query): boolean {
  return queryKey[0] === 'definitions';
}

/** What no screen shows at the moment. */
function isUnused(query: Query): boolean {
  return query.getObserversCount() === 0;
}

/** What comes back as it went: texts, numbers, lists and objects of these. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (Array.isArray(value)) return value.every(isPlain);
  const { constructor } = value;
  return constructor === Object && Object.values(value).every(isPlain);
}

/** As it was when it was last read, and to be read again where that is possible. */
function read(state: QueryState): QueryState {
  return {
    ...state,
    status: 'success',
    error: null,
    fetchFailureCount: 0,
    fetchFailureReason: null,
    fetchStatus: 'idle',
    isInvalidated: true,
  };
}

/** What was read from the server; on a line that is gone nothing else could be shown afterwards. */
export function sealableQueries(client: QueryClient): Sealable {
  return {
    take: () => {
      const state = dehydrate(client, {
        shouldDehydrateMutation: () => false,
        shouldDehydrateQuery: (query) =>
          isUnused(query) &&
          !isAboutNobody(query) &&
          // Also when it could not be read again since: what is known is known.
          query.state.data !== undefined &&
          isPlain(query.state.data),
      });
      const queries = state.queries.map((query) => ({ ...query, state: read(query.state) }));
      return Promise.resolve(JSON.stringify({ ...state, queries }));
    },
    clear: () => {
      client.removeQueries({ predicate: (query) => isUnused(query) && !isAboutNobody(query) });
      const mutations = client.getMutationCache();
      for (const mutation of mutations.getAll()) {
        // What is under way is left alone: its answer is still to come.
        if (mutation.state.status !== 'pending') mutations.remove(mutation);
      }
    },
    give: (text) => hydrate(client, JSON.parse(text)),
  };
}
