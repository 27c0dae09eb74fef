import * as v from 'valibot';
import { call } from '../../../../shared/wire/client';
import type { Query } from '../../../../shared/wire/query';
import { localizedText } from '../../../../shared/wire/text';
import type { RecordType } from '../../../../shared/wire/records';

const entry = v.looseObject({
  id: v.number(),
  timestamp: v.string(),
  action: v.string(),
  user_name: v.fallback(v.string(), ''),
  role_name: v.optional(v.nullable(v.string())),
  role_name_i18n: v.optional(localizedText),
});
export type AccessEntry = v.InferOutput<typeof entry>;

const accessPage = v.object({
  data: v.array(entry),
  metadata: v.looseObject({ total: v.number() }),
});

export const access_page_size = 20;

/** Who used the record, newest first; `filters` narrow it. */
export async function fetchAccessLog(
  { type, id }: { type: RecordType; id: string },
  page: number,
  filters: Query,
  signal: AbortSignal,
) {
  return call(`/${type}/${id}/access_log`, accessPage, {
    query: { ...filters, page, per: access_page_size },
    signal,
  });
}
