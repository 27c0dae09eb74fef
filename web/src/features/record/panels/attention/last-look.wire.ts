import * as v from 'valibot';
import { call } from '../../../../shared/wire/client';
import type { RecordType } from '../../../../shared/wire/records';

const change = v.object({
  field_name: v.string(),
  user_name: v.nullable(v.string()),
  datetime: v.string(),
});
/** An answer that somebody else changed; which one, by whom and when, not what it says. */
export type RecentChange = v.InferOutput<typeof change>;

const answer = v.object({
  data: v.object({ since: v.nullable(v.string()), changes: v.array(change) }),
});

/** What others changed since the person last looked at the record before this visit. */
export async function fetchRecentChanges(type: RecordType, id: string, signal: AbortSignal) {
  return (await call(`/${type}/${id}/recent_changes`, answer, { signal })).data;
}
