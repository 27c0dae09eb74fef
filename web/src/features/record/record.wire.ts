import * as v from 'valibot';
import { type Answer, call, callForAnswer } from '../../shared/wire/client';
import type { Query } from '../../shared/wire/query';
import { type RecordData, recordAnswer, type RecordType } from '../../shared/wire/records';
import { pageMetadata } from '../../shared/wire/text';

/** A record with the number of its version, when the server told it. */
export interface Versioned {
  readonly data: RecordData;
  readonly revision: number | undefined;
}

/** `"<id>:<revision>"` → revision. */
export function revisionOf(etag: string | undefined): number | undefined {
  const match = /:(\d+)"?$/.exec(etag ?? '');
  return match === null ? undefined : Number(match[1]);
}

export async function fetchRecord(
  type: RecordType,
  id: string,
  signal?: AbortSignal,
): Promise<Versioned> {
  const answer: Answer<v.InferOutput<typeof recordAnswer>> = await callForAnswer(
    `/${type}/${id}`,
    recordAnswer,
    signal === undefined ? {} : { signal },
  );
  return { data: answer.body.data, revision: revisionOf(answer.etag) };
}

/** Bodies of writes are not read: what is stored is read again. */
const anything = v.unknown();

export interface Write {
  readonly type: RecordType;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The same key with the same body is carried out once, however often it is sent. */
  readonly key: string;
}

export interface Update extends Write {
  readonly base?: { readonly revision: number | undefined; readonly values: unknown };
  readonly recordAction?: string;
}

export async function createRecord({ type, id, data, key }: Write): Promise<void> {
  await call(`/${type}`, anything, {
    method: 'POST',
    body: { data: { ...data, id } },
    headers: { 'Idempotency-Key': key },
  });
}

export async function updateRecord({
  type,
  id,
  data,
  key,
  base,
  recordAction,
}: Update): Promise<void> {
  await call(`/${type}/${id}`, anything, {
    method: 'PATCH',
    body: {
      data,
      ...(base === undefined ? {} : { base }),
      ...(recordAction === undefined ? {} : { record_action: recordAction }),
    },
    headers: { 'Idempotency-Key': key },
  });
}

const change = v.record(v.string(), v.looseObject({ from: v.unknown(), to: v.unknown() }));

/** Entries of the change log, newest first. */
const historyEntry = v.looseObject({
  datetime: v.string(),
  user_name: v.fallback(v.string(), ''),
  action: v.fallback(v.string(), 'update'),
  /** Who has the task now that was given. */
  given_to: v.optional(v.nullable(v.string())),
  record_changes: v.optional(v.nullable(v.array(change)), []),
});
export type HistoryEntry = v.InferOutput<typeof historyEntry>;

export const historyPage = v.object({ data: v.array(historyEntry), metadata: pageMetadata });
export type HistoryPage = v.InferOutput<typeof historyPage>;

export const history_page_size = 20;

/** One page of the change log; `filters` narrow it. */
export async function fetchHistory(
  { type, id }: { type: RecordType; id: string },
  page: number,
  filters: Query,
  signal: AbortSignal,
): Promise<HistoryPage> {
  return call(`/${type}/${id}/record_history`, historyPage, {
    query: { ...filters, page, per: history_page_size },
    signal,
  });
}

const colleagueList = v.object({
  data: v.array(
    v.looseObject({
      user_name: v.string(),
      full_name: v.optional(v.nullable(v.string())),
      agency: v.optional(v.nullable(v.string())),
      location: v.optional(v.nullable(v.string())),
    }),
  ),
});
export type ColleagueList = v.InferOutput<typeof colleagueList>['data'];

export async function fetchColleagues(query: Readonly<Record<string, string>>) {
  return (await call('/users/refer-to', colleagueList, { query })).data;
}
