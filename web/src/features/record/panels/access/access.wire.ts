import * as v from 'valibot';
import { call } from '../../../../shared/wire/client';
import type { RecordType } from '../../../../shared/wire/records';

const entry = v.looseObject({
  id: v.number(),
  timestamp: v.string(),
  action: v.string(),
  user_name: v.fallback(v.string(), ''),
  role_name: v.optional(v.nullable(v.string())),
});
export type AccessEntry = v.InferOutput<typeof entry>;

const accessPage = v.object({
  data: v.array(entry),
  metadata: v.looseObject({ total: v.number() }),
});

export const access_page_size = 20;

/** Who used the record, newest first. */
export async function fetchAccessLog(
  type: RecordType,
  id: string,
  page: number,
  signal: AbortSignal,
) {
  return call(`/${type}/${id}/access_log`, accessPage, {
    query: { page, per: access_page_size },
    signal,
  });
}
