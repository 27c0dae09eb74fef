import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { modePair, SearchMode, type ListQuery } from '../../../shared/records/list-query';
import { singularOf } from '../../../shared/records/record-type';
import { wireFilters } from '../../../shared/records/violation-filters';
import { call } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';
import type { JobAction } from '../useBulkActions';

/** What is said once for all chosen records. */
export interface BulkOrder {
  action: JobAction;
  type: RecordType;
  /** `transitioned_to` and `notes`, or `message` and `date`. */
  data: Readonly<Record<string, string>>;
}

const paths: Readonly<Record<JobAction, string>> = { assign: 'assigns', flag: 'flags' };

const begun = v.object({
  data: v.looseObject({
    job_id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
    matched: v.optional(v.nullable(v.number())),
  }),
});

/** A job that does it in the background, and how many records it found. */
export interface BulkJob {
  id: string;
  matched: number;
}

/** Hands the records to the server: the ids, or without ids everything that the list finds. */
export async function begin(
  { action, type, data }: BulkOrder,
  query: ListQuery,
  ids: readonly string[] | undefined,
): Promise<BulkJob> {
  const scope = ids === undefined ? bulkScope(query) : { filters: { id: ids } };
  const answer = await call(`/${type}/${paths[action]}`, begun, {
    method: 'POST',
    body: { data: { ...data, ...scope } },
  });
  return { id: answer.data.job_id, matched: answer.data.matched ?? 0 };
}

/** The filters and the search of a list in the form that the bulk calls read. */
export function bulkScope(query: ListQuery): Readonly<Record<string, unknown>> {
  const { search } = query;
  const filters = wireFilters(query.filters);
  const way = search === undefined || search.mode === SearchMode.id ? [] : [modePair(search.mode)];
  const all = { ...filters, ...Object.fromEntries(way) };
  return {
    filters: Object.keys(all).length === 0 ? { record_state: ['true'] } : all,
    ...(search ? { query: search.text } : {}),
  };
}

const reason = v.optional(v.nullable(v.string()));

const job = v.object({
  data: v.looseObject({
    status: v.string(),
    result: v.optional(
      v.nullable(
        v.looseObject({
          done: v.optional(v.number(), 0),
          of: v.optional(v.number(), 0),
          records: v.optional(
            v.array(v.looseObject({ id: v.string(), status: v.string(), reason })),
          ),
          failed: v.optional(v.array(v.looseObject({ id: v.string(), message: reason }))),
        }),
      ),
    ),
  }),
});

/** A record that was left as it was, and the stable name of the reason. */
export interface Skipped {
  id: string;
  reason: string | undefined;
  /** The reason in the reader's language, where the server gave one. */
  sentence?: string | undefined;
}

export interface BulkProgress {
  isOver: boolean;
  /** The job as a whole gave up. */
  hasFailed: boolean;
  lookedAt: number;
  of: number;
  skipped: readonly Skipped[];
}

/** How far a job has come. Assigning reports every record, flagging only those that failed. */
export async function progressOf({ id, matched }: BulkJob): Promise<BulkProgress> {
  const { data } = await call(`/jobs/${id}`, job);
  const result = data.result ?? { done: 0, of: 0 };
  const failed = (result.failed ?? []).map((row) => ({
    id: row.id,
    reason: row.message ?? undefined,
  }));
  const skipped = (result.records ?? [])
    .filter(({ status }) => status === 'skipped')
    .map((row) => ({ id: row.id, reason: row.reason ?? undefined }));
  return {
    isOver: data.status === 'done' || data.status === 'failed',
    hasFailed: data.status === 'failed',
    lookedAt: result.done + failed.length,
    of: Math.max(result.of, matched),
    skipped: [...skipped, ...failed],
  };
}

const userList = v.object({
  data: v.array(
    v.looseObject({
      user_name: v.string(),
      position: v.optional(v.nullable(v.string())),
      agency: v.optional(v.nullable(v.string())),
      open_cases: v.optional(v.nullable(v.number())),
      out_of_office: v.optional(v.nullable(v.boolean())),
    }),
  ),
});
export type Assignee = v.InferOutput<typeof userList>['data'][number];

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
