import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';

const text = v.optional(v.nullable(v.string()));
/** A masked age is a band in words, and comes as text. */
const age = v.optional(v.nullable(v.union([v.number(), v.string()])));

/** A sought child: what the person who asks knows of it. Only ids are certain. */
export const trace = v.looseObject({
  id: v.string(),
  tracing_request_id: v.string(),
  matched_case_id: v.optional(v.nullable(v.string()), null),
  inquirer_id: text,
  inquiry_date: text,
  relation: text,
  relation_name: text,
  name: text,
  age,
  sex: text,
});
export type Trace = v.InferOutput<typeof trace>;

const traceAnswer = v.object({ data: trace });
const traceList = v.object({ data: v.array(trace) });

/** Begins the keys of all that is known of tracing, so that one decision refreshes all of it. */
export const tracingKey = 'tracing';

/** The sought children of a tracing request, or those that were matched with a case. */
export function tracesQuery(type: 'tracing_requests' | 'cases', id: string) {
  return queryOptions({
    queryKey: [tracingKey, 'traces', type, id],
    queryFn: async ({ signal }) =>
      (await call(`/${type}/${id}/traces`, traceList, { signal })).data,
    staleTime: 0,
  });
}

export function traceQuery(id: string) {
  return queryOptions({
    queryKey: [tracingKey, 'trace', id],
    queryFn: async ({ signal }) => (await call(`/traces/${id}`, traceAnswer, { signal })).data,
    staleTime: 0,
  });
}
