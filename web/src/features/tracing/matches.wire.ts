import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { matchCase, matchFiles } from '../../shared/tracing/match-case';
import { trace, tracingKey } from '../../shared/tracing/traces';
import { call } from '../../shared/wire/client';
import type { Query } from '../../shared/wire/query';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(v.number()));

/** A field of both sides; a value that the reader may not see is null. */
const comparedField = v.looseObject({
  field_name: v.string(),
  match: v.fallback(v.picklist(['match', 'mismatch', 'blank']), 'blank'),
  /** The side that has no answer, where only one has. */
  side: v.fallback(v.optional(v.nullable(v.picklist(['case', 'trace']))), undefined),
  level: text,
  /** The answers differ, and still fit one child. */
  near: v.fallback(v.optional(v.boolean(), false), false),
  case_value: v.optional(v.unknown()),
  trace_value: v.optional(v.unknown()),
  /** How exactly a date is known; nothing for a day. */
  case_precision: v.optional(v.unknown()),
  trace_precision: v.optional(v.unknown()),
});
export type ComparedField = v.InferOutput<typeof comparedField>;

const comparison = v.looseObject({
  case_to_trace: v.optional(v.array(comparedField), []),
  family_to_inquirer: v.optional(v.array(v.array(comparedField)), []),
});
export type Comparison = v.InferOutput<typeof comparison>;

/** What one comparison adds to the evidence, in bits: positive speaks for the match. */
const evidenceBar = v.looseObject({
  comparator: v.string(),
  level: v.fallback(v.string(), ''),
  weight_bits: v.number(),
  text_key: v.fallback(v.string(), ''),
  /** The server's own sentence, in the language of the account. */
  text: v.fallback(v.optional(v.string(), ''), ''),
  fields: v.fallback(v.array(v.array(v.string())), []),
  values: v.fallback(v.array(v.unknown()), []),
});
export type EvidenceBar = v.InferOutput<typeof evidenceBar>;

const lack = v.union([
  v.string(),
  v.looseObject({
    comparator: v.string(),
    fields: v.fallback(v.array(v.array(v.string())), []),
  }),
]);

export const MatchState = {
  potential: 'potential',
  underVerification: 'under_verification',
  confirmed: 'confirmed',
  reunited: 'reunited',
  rejected: 'rejected',
  unlikely: 'unlikely',
  needInformation: 'need_information',
  unlinked: 'unlinked',
  superseded: 'superseded',
} as const;
export type MatchState = (typeof MatchState)[keyof typeof MatchState];

/** How to reach the other side, once two people confirmed the match. */
const contact = v.record(v.string(), v.nullable(v.string()));

export const match = v.looseObject({
  score: v.number(),
  likelihood: v.fallback(v.string(), 'possible'),
  relationship: v.fallback(v.optional(v.string(), 'unclear'), 'unclear'),
  family_score: number,
  /** True: the other record is out of the reader's scope, and only hinted at. */
  masked: v.fallback(v.optional(v.boolean(), false), false),
  state: v.fallback(v.optional(v.picklist(Object.values(MatchState))), undefined),
  reason_id: text,
  note: text,
  decided_by: text,
  decided_at: text,
  case: matchCase,
  trace: v.looseObject({
    ...trace.entries,
    ...matchFiles,
    owned_by: text,
    owned_by_agency_id: text,
  }),
  comparison: v.optional(v.nullable(comparison)),
  evidence: v.optional(v.array(evidenceBar), []),
  prior_bits: number,
  total_bits: number,
  /** The case is linked with more than one tracing request. */
  conflict: v.fallback(v.optional(v.boolean(), false), false),
  contacts: v.fallback(
    v.optional(v.object({ inquirer: v.optional(contact), child: v.optional(contact) })),
    undefined,
  ),
  /** The other children of the request who are still looked for. */
  siblings_to_review: v.fallback(v.optional(v.array(v.string()), []), []),
  /** All that is told of the evidence where no answers are shown. */
  agreeing_fields: number,
  /** What nobody has asked yet, the most telling first. */
  would_help: v.fallback(v.optional(v.array(lack), []), []),
  /** Rejected, but much more speaks for it since then. */
  returned: v.fallback(v.optional(v.boolean(), false), false),
  /** Names or relatives are more than is compared. */
  truncated: v.fallback(v.optional(v.boolean(), false), false),
  /** Another child of the request may be the same one. */
  sought_twice: v.fallback(v.optional(v.boolean(), false), false),
  /** Dates that cannot be, and were not compared. */
  check_dates: v.fallback(
    v.optional(
      v.array(v.object({ side: v.picklist(['case', 'trace']), field_name: v.string() })),
      [],
    ),
    [],
  ),
});
export type Match = v.InferOutput<typeof match>;

/** Where the pair stands; what the sought child is linked with decides where nobody said more. */
export function standing(match: Match): MatchState {
  const { state = MatchState.potential, trace: sought, case: child } = match;
  const linked = sought.matched_case_id;
  if (state !== MatchState.potential || !linked) return state;
  return linked === child.id ? MatchState.confirmed : MatchState.superseded;
}

/** Which of the two records is only hinted at; never both. */
export function maskedSide({ masked, trace: sought }: Match): 'case' | 'trace' | undefined {
  if (!masked) return undefined;
  // Of a tracing request in reach, at least the date or the person who asks is there.
  return sought.inquiry_date || sought.relation_name || sought.relation ? 'case' : 'trace';
}

const matchesAnswer = v.object({
  data: v.looseObject({
    potential_matches: v.array(match),
    notice: text,
    /** Until when the server's index knows everything; only while it is behind. */
    as_of: text,
  }),
});
export type Matches = v.InferOutput<typeof matchesAnswer>['data'];

/** The side that is looked at: its counterparts are what is found. */
export type Side = 'cases' | 'traces';

async function fetchMatches(side: Side, id: string, query: Query, signal: AbortSignal) {
  const asked = { explain: true, ...query };
  return (await call(`/${side}/${id}/potential_matches`, matchesAnswer, { query: asked, signal }))
    .data;
}

/** The counterparts of a sought child or of a case, the most probable first. */
export function matchesQuery(side: Side, id: string, withRejected = false) {
  return queryOptions({
    queryKey: [tracingKey, 'matches', side, id, withRejected],
    queryFn: ({ signal }) =>
      fetchMatches(side, id, withRejected ? { include_rejected: true } : {}, signal),
    staleTime: 0,
  });
}

const pairAnswer = v.object({ data: match });

/** A sought child and a case, with all that speaks for and against. */
export function pairQuery(traceId: string, caseId: string) {
  return queryOptions({
    queryKey: [tracingKey, 'pair', traceId, caseId],
    queryFn: async ({ signal }) =>
      (await call(`/potential_matches/${traceId}/${caseId}`, pairAnswer, { signal })).data,
    staleTime: 0,
  });
}

export interface Decision {
  readonly state: MatchState;
  readonly reason: string | null;
  readonly note: string;
  /** Where the pair stood when they looked: nobody overrules what they have not seen. */
  readonly seen?: MatchState | undefined;
}

interface PairIds {
  readonly trace: string;
  readonly case: string;
}

/** Nothing of the answers is read: what is stored is read again. */
export async function decide(
  pair: PairIds,
  { state, reason, note, seen }: Decision,
  key: string,
): Promise<void> {
  await call(`/traces/${pair.trace}/potential_matches/${pair.case}/decision`, v.unknown(), {
    method: 'POST',
    body: {
      data: {
        state,
        ...(reason === null ? {} : { reason_id: reason }),
        ...(note === '' ? {} : { note }),
        ...(seen === undefined ? {} : { seen_state: seen }),
      },
    },
    headers: { 'Idempotency-Key': key },
  });
}
