import * as v from 'valibot';
import { call, type Method } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';

const text = v.optional(v.nullable(v.string()));

const flag = v.looseObject({
  id: v.number(),
  message: text,
  date: text,
  flagged_by: text,
  removed: v.boolean(),
  unflag_message: text,
  unflagged_by: text,
});
export type Flag = v.InferOutput<typeof flag>;

const flags = v.object({ data: v.array(flag) });

export async function fetchFlags(type: RecordType, id: string, signal: AbortSignal) {
  return (await call(`/${type}/${id}/flags`, flags, { signal })).data;
}

/** One thing done to a record: below the record's address, or to the record itself. */
export interface Deed {
  readonly method: Method;
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly recordAction?: string;
}

/** The same key with the same deed is carried out once, however often it is sent. */
export async function send(record: string, deed: Deed, key: string): Promise<void> {
  const { method, path, data, recordAction } = deed;
  await call(`${record}${path}`, v.unknown(), {
    method,
    body: { data, ...(recordAction === undefined ? {} : { record_action: recordAction }) },
    headers: { 'Idempotency-Key': key },
  });
}
