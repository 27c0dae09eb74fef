import * as v from 'valibot';
import { queryOptions } from '@tanstack/react-query';
import { singularOf } from '../../../shared/records/record-type';
import type { ListQuery } from '../../../shared/records/list-query';
import { call } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';
import type { BulkAction } from '../useBulkActions';

/** What is said once for all chosen records. */
export interface BulkOrder {
  action: BulkAction;
  type: RecordType;
  /** `transitioned_to` and `notes`, or `message` and `date`. */
  data: Readonly<Record<string, string>>;
}

const paths: Readonly<Record<BulkAction, string>> = { assign: 'assigns', flag: 'flags' };

/** Does it to one record. */
export async function doForOne({ action, type, data }: BulkOrder, id: string): Promise<void> {
  await call(`/${type}/${id}/${paths[action]}`, v.unknown(), { method: 'POST', body: { data } });
}

const accepted = v.object({
  data: v.looseObject({ matched: v.optional(v.nullable(v.number())) }),
});

/** Hands everything that a list finds to the server, which does it in the background. */
export async function doForList(order: BulkOrder, query: ListQuery): Promise<number | undefined> {
  const { action, type, data } = order;
  const answer = await call(`/${type}/${paths[action]}`, accepted, {
    method: 'POST',
    body: { data: { ...data, ...bulkScope(query) } },
  });
  return answer.data.matched ?? undefined;
}

/** The filters and the search of a list in the form that the bulk calls read. */
export function bulkScope({ filters, search }: ListQuery): Readonly<Record<string, unknown>> {
  const all = search?.mode === 'phonetic' ? { ...filters, phonetic: 'true' } : filters;
  return {
    filters: Object.keys(all).length === 0 ? { record_state: ['true'] } : all,
    ...(search ? { query: search.text } : {}),
  };
}

const userList = v.object({
  data: v.array(
    v.looseObject({
      user_name: v.string(),
      position: v.optional(v.nullable(v.string())),
      agency: v.optional(v.nullable(v.string())),
    }),
  ),
});

/** Whom records of the type can be assigned to. */
export function assigneesQuery(type: RecordType) {
  return queryOptions({
    queryKey: ['users', 'assign-to', type],
    queryFn: async ({ signal }) =>
      (
        await call('/users/assign-to', userList, {
          query: { record_type: singularOf(type) },
          signal,
        })
      ).data,
  });
}
