import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { duplicate } from '../../shared/tracing/duplicates';
import { matchCase } from '../../shared/tracing/match-case';
import { tracingKey } from '../../shared/tracing/traces';
import { call } from '../../shared/wire/client';
import { match } from './matches.wire';

/** The two lists: sought children with cases, and cases with cases. */
export const WorkKind = { matches: 'matches', duplicates: 'duplicates' } as const;
export type WorkKind = (typeof WorkKind)[keyof typeof WorkKind];

/** What the list is narrowed by; part of the address, so that a list can be handed on. */
export interface WorkFilter {
  readonly kind: WorkKind;
  /** A state of the wire, or '' for all on which somebody has to work. */
  readonly state: string;
  readonly minScore: string;
  readonly order: string;
  /** User name of whoever owns one of the two records, or ''. */
  readonly owner: string;
  /** Code of the place, or one above it, of a record in reach; or ''. */
  readonly location: string;
  /** The day from which on the pair was found or decided on, or ''. */
  readonly since: string;
  readonly page: number;
}

/** What a part of the screen that narrows the list is given. */
export interface WorkFiltersProps {
  readonly filter: WorkFilter;
  readonly onChange: (change: Partial<WorkFilter>) => void;
}

export const perPage = 20;

const metadata = v.looseObject({
  total: v.number(),
  states: v.fallback(v.record(v.string(), v.number()), {}),
  as_of: v.fallback(v.optional(v.string()), undefined),
});

const listedMatch = v.looseObject({
  ...match.entries,
  found_at: v.fallback(v.optional(v.nullable(v.string())), undefined),
});
export type ListedMatch = v.InferOutput<typeof listedMatch>;

const listedDuplicate = v.looseObject({
  ...duplicate.entries,
  of_case: matchCase,
  returned: v.fallback(v.optional(v.boolean(), false), false),
});
export type ListedDuplicate = v.InferOutput<typeof listedDuplicate>;

function queryOf(filter: WorkFilter) {
  return {
    per: perPage,
    page: filter.page,
    order: filter.order || 'score',
    ...(filter.state === '' ? {} : { state: filter.state }),
    ...(filter.minScore === '' ? {} : { min_score: filter.minScore }),
    ...(filter.owner === '' ? {} : { owner: filter.owner }),
    ...(filter.location === '' ? {} : { location: filter.location }),
    ...(filter.since === '' ? {} : { since: filter.since }),
  };
}

const matchesAnswer = v.object({ data: v.array(listedMatch), metadata });

/** Possible matches of all records that the person may work with. */
export function matchWorkQuery(filter: WorkFilter) {
  return queryOptions({
    queryKey: [tracingKey, 'work', filter],
    queryFn: ({ signal }) =>
      call('/potential_matches', matchesAnswer, { query: queryOf(filter), signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

const duplicatesAnswer = v.object({ data: v.array(listedDuplicate), metadata });

/** Cases that may be registered twice. */
export function duplicateWorkQuery(filter: WorkFilter) {
  return queryOptions({
    queryKey: [tracingKey, 'work', filter],
    queryFn: ({ signal }) =>
      call('/potential_duplicates', duplicatesAnswer, { query: queryOf(filter), signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
