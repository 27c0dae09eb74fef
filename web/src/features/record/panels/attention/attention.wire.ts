import * as v from 'valibot';
import { call } from '../../../../shared/wire/client';
import type { RecordType } from '../../../../shared/wire/records';

const text = v.optional(v.nullable(v.string()));

const alert = v.looseObject({
  unique_id: v.string(),
  alert_for: v.string(),
  type: text,
  date: text,
  form_unique_id: text,
  /** The day it comes back, if whoever looks has put it off. */
  snoozed_until: text,
  can_snooze: v.optional(v.boolean(), false),
  /** Whose changes or step it is about, and which answers changed; the newest last. */
  changed_by: v.optional(v.array(v.string()), []),
  field_names: v.optional(v.array(v.string()), []),
});
export type Alert = v.InferOutput<typeof alert>;

const alerts = v.object({ data: v.array(alert) });

export async function fetchAlerts(type: RecordType, id: string, signal: AbortSignal) {
  return (await call(`/${type}/${id}/alerts`, alerts, { signal })).data;
}
