import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../../shared/wire/client';
import type { ActivityWish } from './ActivityFilters';

const dayMs = 24 * 60 * 60 * 1000;
const person = v.optional(v.nullable(v.string()));

const activity = v.looseObject({
  type: v.optional(v.string(), 'transfer'),
  record_type: v.optional(v.string(), 'Child'),
  record_id: v.string(),
  display_id: v.optional(v.nullable(v.string())),
  performed_by: person,
  datetime: v.string(),
  record_access_denied: v.optional(v.boolean(), false),
  data: v.looseObject({
    status: v.optional(v.looseObject({ to: v.optional(v.string()) })),
    owned_by: v.optional(v.looseObject({ from: person, to: person })),
    action: v.optional(v.string()),
  }),
});
export type Activity = v.InferOutput<typeof activity>;

const activityPage = v.object({
  data: v.array(activity),
  metadata: v.looseObject({ total: v.optional(v.number(), 0) }),
});
export const perPage = 100;

/** A page of what happened in so many days up to now. */
export function activityQuery({ days, kind, person: by, page }: ActivityWish) {
  return queryOptions({
    queryKey: ['activity_log', days, kind, by, page],
    queryFn: ({ signal }) => {
      const query = {
        'datetime[from]': new Date(Date.now() - days * dayMs).toISOString(),
        ...(kind === undefined ? {} : { 'types[0]': kind }),
        ...(by === undefined ? {} : { performed_by: by }),
        page,
        per: perPage,
      };
      return call('/activity_log', activityPage, { query, signal });
    },
  });
}
