import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';

const count = v.optional(v.number());

const alertCounts = v.object({
  data: v.looseObject({
    case: count,
    incident: count,
    tracing_request: count,
    registry_record: count,
    families: count,
  }),
});

/** How many open records of each type carry an alert. */
export const alertCountsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: async ({ signal }) => (await call('/alerts', alertCounts, { signal })).data,
  staleTime: 60_000,
});
