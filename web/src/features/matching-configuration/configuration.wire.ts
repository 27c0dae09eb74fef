import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call, callForAnswer, type Answer } from '../../shared/wire/client';

const base = '/matching_configuration';
export const matchingKey = 'matching_configuration';

const level = v.looseObject({ below: v.optional(v.number()), w: v.optional(v.number(), 0) });
const criterion = v.looseObject({
  id: v.string(),
  type: v.string(),
  measure: v.optional(v.string(), 'usual'),
  levels: v.optional(v.array(level)),
  weights: v.optional(v.record(v.string(), v.number())),
});
export type Criterion = v.InferOutput<typeof criterion>;

const model = v.looseObject({
  eligible: v.optional(
    v.looseObject({
      case_status: v.optional(v.array(v.string()), ['open', 'closed']),
      module_ids: v.optional(v.array(v.string()), []),
      consent_field: v.optional(v.string(), 'consent_for_tracing'),
      request_status: v.optional(v.array(v.string()), ['open']),
    }),
  ),
  thresholds: v.optional(v.record(v.string(), v.number()), {}),
  comparators: v.array(criterion),
  /** Questions that take no part although a form calls them matchable. */
  left_out: v.optional(v.array(v.string())),
});
export type Model = v.InferOutput<typeof model>;

export const configuration = v.looseObject({
  version: v.number(),
  tracing: model,
  duplicates: model,
  visibility: v.optional(v.looseObject({ counterpart: v.optional(v.string(), 'masked') }), {}),
  two_person_confirmation: v.optional(v.boolean(), true),
  score_mode: v.optional(v.string(), 'probability'),
});
export type Configuration = v.InferOutput<typeof configuration>;

/** Criteria that nobody wrote down, because forms call their questions matchable. */
const automatic = v.object({ tracing: v.array(criterion), duplicates: v.array(criterion) });
export type Automatic = v.InferOutput<typeof automatic>;

const text = v.nullable(v.string());
export const facts = v.looseObject({
  number: v.number(),
  origin: v.picklist(['shipped', 'edited', 'fitted', 'restored', 'imported']),
  changed_by: text,
  changed_at: text,
  note: text,
  restored_number: v.nullable(v.number()),
  is_catching_up: v.optional(v.boolean(), false),
  automatic: v.fallback(v.optional(automatic, { tracing: [], duplicates: [] }), {
    tracing: [],
    duplicates: [],
  }),
});
export type Facts = v.InferOutput<typeof facts>;

const counts = v.object({
  pairs: v.number(),
  listed_before: v.number(),
  listed_after: v.number(),
  likely_before: v.number(),
  likely_after: v.number(),
  risen: v.number(),
  fallen: v.number(),
});
export type Counts = v.InferOutput<typeof counts>;

/** Rules to find sought children, or cases of one child. */
const rulesModel = v.optional(v.picklist(['tracing', 'duplicates']), 'tracing');
export type RulesModel = v.InferOutput<typeof rulesModel>;

const moved = v.looseObject({
  case_id: v.string(),
  case_id_display: v.optional(v.string(), ''),
  trace_id: v.optional(v.string(), ''),
  other_case_id: v.optional(v.string(), ''),
  other_case_id_display: v.optional(v.string(), ''),
  state: v.string(),
  score_before: v.number(),
  score_after: v.number(),
});
export type Moved = v.InferOutput<typeof moved>;

export const rehearsal = v.looseObject({
  model: rulesModel,
  confirmed: counts,
  rejected: counts,
  suggested: counts,
  traces: v.number(),
  traces_looked_at: v.number(),
  first_changed: v.number(),
  is_complete: v.boolean(),
  moved: v.optional(v.array(moved), []),
});
export type Rehearsal = v.InferOutput<typeof rehearsal>;

const goodness = v.object({
  pairs: v.number(),
  matches: v.number(),
  first: v.number(),
  calibration: v.number(),
  log_loss: v.number(),
});
export type Goodness = v.InferOutput<typeof goodness>;

const report = v.looseObject({
  method: v.picklist(['none', 'calibration', 'weights']),
  confirmed: v.number(),
  rejected: v.number(),
  needed: v.number(),
  before: v.optional(goodness),
  after: v.optional(goodness),
  changes: v.optional(
    v.array(
      v.object({
        comparator: v.string(),
        level: v.string(),
        before: v.number(),
        after: v.number(),
      }),
    ),
    [],
  ),
  kept: v.optional(v.array(v.string()), []),
  rehearsal: v.optional(rehearsal),
});
export type Report = v.InferOutput<typeof report>;

const fit = v.looseObject({
  id: v.string(),
  model: rulesModel,
  state: v.picklist(['waiting', 'running', 'ready', 'failed', 'applied', 'dropped']),
  ordered_by: v.string(),
  ordered_at: v.string(),
  base_number: v.number(),
  decided_by: text,
  decided_at: text,
  has_proposal: v.boolean(),
  progress: v.nullable(v.object({ step: v.string(), done: v.number(), total: v.number() })),
  report: v.nullable(report),
});
export type Fit = v.InferOutput<typeof fit>;

const one = v.object({ data: configuration, metadata: facts });
export interface Loaded {
  readonly configuration: Configuration;
  readonly facts: Facts;
  /** What `If-Match` says of it. */
  readonly tag: string | undefined;
}

function loadedOf({ body, etag }: Answer<v.InferOutput<typeof one>>): Loaded {
  return { configuration: body.data, facts: body.metadata, tag: etag };
}

const pollMs = 1_500;

/** What is in force; asked again while the server still takes it over. */
export const configurationQuery = queryOptions({
  queryKey: [matchingKey, 'current'],
  queryFn: async ({ signal }) => loadedOf(await callForAnswer(base, one, { signal })),
  refetchInterval: ({ state }) => (state.data?.facts.is_catching_up ? pollMs : false),
  staleTime: 0,
});

/** Everything that was in force, newest first. */
export const versionsQuery = queryOptions({
  queryKey: [matchingKey, 'versions'],
  queryFn: async ({ signal }) =>
    (await call(`${base}/versions`, v.object({ data: v.array(facts) }), { signal })).data,
  staleTime: 0,
});

const isUnderWay = ({ state }: Fit) => state === 'waiting' || state === 'running';

/** The fits that were ordered, newest first; asked again while one is under way. */
export const fitsQuery = queryOptions({
  queryKey: [matchingKey, 'fits'],
  queryFn: async ({ signal }) =>
    (await call(`${base}/fits`, v.object({ data: v.array(fit) }), { signal })).data,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? pollMs : false),
  staleTime: 0,
});

function ifMatch(tag: string | undefined): Record<string, string> {
  return tag === undefined ? {} : { 'If-Match': tag };
}

export type Patch = Readonly<Record<string, unknown>>;

/** Puts a change in force. */
export async function save(patch: Patch, note: string, tag: string | undefined): Promise<Loaded> {
  const body = { data: patch, note };
  return loadedOf(await callForAnswer(base, one, { method: 'PATCH', body, headers: ifMatch(tag) }));
}

/** Puts an older configuration in force again. */
export function restore(number: number, tag: string | undefined) {
  const path = `${base}/versions/${number}/restore`;
  return call(path, one, { method: 'POST', body: {}, headers: ifMatch(tag) });
}

/** What a change, or what a fit proposes, would do. */
export async function preview(
  wanted: { configuration: Patch } | { fit_id: string },
): Promise<Rehearsal> {
  const answer = v.object({ data: rehearsal });
  return (await call(`${base}/preview`, answer, { method: 'POST', body: { data: wanted } })).data;
}

const oneFit = v.object({ data: fit });
export const orderFit = (which: RulesModel) =>
  call(`${base}/fit`, oneFit, { method: 'POST', body: { data: { model: which } } });
export const applyFit = (id: string) =>
  call(`${base}/fits/${id}/apply`, oneFit, { method: 'POST', body: {} });
export const dropFit = (id: string) => call(`${base}/fits/${id}`, oneFit, { method: 'DELETE' });
