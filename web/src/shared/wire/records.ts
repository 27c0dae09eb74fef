import * as v from 'valibot';
import { pageMetadata } from './text';

/** The record types, with the plural name their addresses use. */
export const RecordType = {
  case: 'cases',
  incident: 'incidents',
  tracingRequest: 'tracing_requests',
  registryRecord: 'registry_records',
  family: 'families',
} as const;
export type RecordType = (typeof RecordType)[keyof typeof RecordType];

/** A record: system keys and configured fields side by side; only `id` is certain. */
export const record = v.looseObject({
  id: v.string(),
  enabled: v.optional(v.nullable(v.boolean())),
  record_in_scope: v.optional(v.nullable(v.boolean())),
  module_id: v.optional(v.nullable(v.string())),
  alert_count: v.optional(v.nullable(v.number())),
  flag_count: v.optional(v.nullable(v.number())),
});
export type RecordData = v.InferOutput<typeof record>;

export const recordAnswer = v.object({ data: record });
export const recordList = v.object({ data: v.array(record), metadata: pageMetadata });
export type RecordPage = v.InferOutput<typeof recordList>;
