import { type QueryClient, queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { tracingKey } from '../tracing/traces';
import { call } from '../wire/client';
import { localizedText } from '../wire/text';

const text = v.fallback(v.optional(v.nullable(v.string())), undefined);

/** A case by its number; of one out of scope nothing more is told. */
const caseReference = v.object({
  id: v.string(),
  case_id_display: v.nullable(v.string()),
  record_in_scope: v.boolean(),
});
export type CaseReference = v.InferOutput<typeof caseReference>;

const mergeEntry = v.object({
  id: v.string(),
  state: v.picklist(['merged', 'undone']),
  part: v.picklist(['survivor', 'other']),
  case_id: v.string(),
  merged_at: v.string(),
  merged_by: v.string(),
  case: caseReference,
  can_undo: v.boolean(),
});
export type MergeEntry = v.InferOutput<typeof mergeEntry>;

const caseMerges = v.object({
  duplicate_of: v.nullable(caseReference),
  duplicates: v.array(caseReference),
  merges: v.array(mergeEntry),
});
export type CaseMerges = v.InferOutput<typeof caseMerges>;

export const FieldState = {
  same: 'same',
  onlyThis: 'only_this',
  onlyOther: 'only_other',
  different: 'different',
} as const;
export type FieldState = (typeof FieldState)[keyof typeof FieldState];

const mergeField = v.object({
  name: v.string(),
  display_name: localizedText,
  type: v.string(),
  state: v.picklist(Object.values(FieldState)),
  this: v.unknown(),
  other: v.unknown(),
  /** How exactly a date is known; nothing for a day. */
  this_precision: v.optional(v.unknown()),
  other_precision: v.optional(v.unknown()),
  choices: v.array(v.picklist(['this', 'other', 'both', 'value', 'rows'])),
  suggested: v.nullable(v.string()),
});
export type MergeField = v.InferOutput<typeof mergeField>;

const side = v.looseObject({
  id: v.string(),
  revision: v.number(),
  case_id_display: text,
  name: text,
  age: v.fallback(v.optional(v.nullable(v.number())), undefined),
  sex: text,
  status: text,
  owned_by: text,
  registration_date: text,
});
export type MergeSide = v.InferOutput<typeof side>;

const moved = v.object({
  incidents: v.number(),
  referrals: v.number(),
  attachments: v.number(),
  flags: v.number(),
  traces: v.number(),
  relationships: v.number(),
  family: v.boolean(),
  registry_record: v.boolean(),
});
export type Moved = v.InferOutput<typeof moved>;

const preview = v.object({
  this: side,
  other: side,
  forms: v.array(
    v.object({ unique_id: v.string(), name: localizedText, fields: v.array(mergeField) }),
  ),
  withheld: v.number(),
  moved,
  /** Open referrals of the case that stays: their recipients see what comes in. */
  shared_with: v.fallback(v.number(), 0),
  obstacles: v.array(
    v.object({ side: v.picklist(['this', 'other']), code: v.string(), message: v.string() }),
  ),
});
export type MergePreview = v.InferOutput<typeof preview>;

/** Which rows of a subform stay; both ids join two rows. */
export type RowChoice =
  | { readonly this: string }
  | { readonly other: string }
  | { readonly this: string; readonly other: string };
/** What the surviving case says in one field. */
export type FieldChoice =
  'this' | 'other' | 'both' | { readonly value: unknown } | { readonly rows: readonly RowChoice[] };
export type Choices = Readonly<Record<string, FieldChoice>>;

export const mergeKey = 'merges';

/** What a case is the duplicate of, its duplicates, and its merges. */
export function mergesQuery(id: string) {
  return queryOptions({
    queryKey: ['cases', id, mergeKey],
    queryFn: async ({ signal }) =>
      (await call(`/cases/${id}/merges`, v.object({ data: caseMerges }), { signal })).data,
    staleTime: 0,
  });
}

/** Two cases beside each other; nothing is changed by looking. */
export function previewQuery(id: string, other: string) {
  return queryOptions({
    queryKey: ['cases', id, mergeKey, other],
    queryFn: async ({ signal }) =>
      (await call(`/cases/${id}/merges/${other}`, v.object({ data: preview }), { signal })).data,
    staleTime: 0,
    gcTime: 0,
    // What somebody has chosen belongs to what they saw.
    refetchOnWindowFocus: false,
  });
}

export interface MergeOrder {
  readonly seen: MergePreview;
  readonly choices: Choices;
}

export async function merge({ seen, choices }: MergeOrder, key: string): Promise<void> {
  await call(`/cases/${seen.this.id}/merges/${seen.other.id}`, v.unknown(), {
    method: 'POST',
    body: {
      data: { revision: seen.this.revision, other_revision: seen.other.revision, choices },
    },
    headers: { 'Idempotency-Key': key },
  });
}

export async function undoMerge(survivor: string, other: string, key: string): Promise<void> {
  await call(`/cases/${survivor}/merges/${other}`, v.unknown(), {
    method: 'DELETE',
    headers: { 'Idempotency-Key': key },
  });
}

/** Both cases, the lists and what they are alike to are read again: everything may have moved. */
export async function rereadCases(queries: QueryClient): Promise<void> {
  const keys = [['record'], ['cases'], ['incidents'], [tracingKey]];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

const people = v.object({
  data: v.array(
    v.looseObject({
      user_name: v.string(),
      full_name: v.optional(v.nullable(v.string())),
    }),
  ),
});

/** Those who can take part in work on cases. */
export const peopleQuery = queryOptions({
  queryKey: ['merge', 'people'],
  queryFn: async ({ signal }) => {
    const query = { record_type: 'case' };
    return (await call('/users/refer-to', people, { query, signal })).data;
  },
});
