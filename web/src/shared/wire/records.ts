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

/** What was typed and what it stands for in a field: pairs of words. */
const highlight = v.object({
  field: v.string(),
  tokens: v.array(v.tuple([v.string(), v.string()])),
});

/** A record: system keys and configured fields side by side; only `id` is certain. */
export const record = v.looseObject({
  id: v.string(),
  enabled: v.optional(v.nullable(v.boolean())),
  record_in_scope: v.optional(v.nullable(v.boolean())),
  module_id: v.optional(v.nullable(v.string())),
  alert_count: v.optional(v.nullable(v.number())),
  flag_count: v.optional(v.nullable(v.number())),
  /** Why a search found it. */
  search_kind: v.optional(v.nullable(v.string())),
  search_match: v.optional(v.nullable(v.string())),
  highlight: v.optional(v.nullable(highlight)),
});
export type RecordData = v.InferOutput<typeof record>;

export const recordAnswer = v.object({ data: record });
export const recordList = v.object({ data: v.array(record), metadata: pageMetadata });
export type RecordPage = v.InferOutput<typeof recordList>;
