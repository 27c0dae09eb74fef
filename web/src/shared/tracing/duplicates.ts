import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';
import { matchCase } from './match-case';
import { tracingKey } from './traces';

export const DuplicateState = {
  potential: 'potential',
  sameChild: 'same_child',
  sameFamily: 'same_family',
  different: 'different',
  needInformation: 'need_information',
} as const;
export type DuplicateState = (typeof DuplicateState)[keyof typeof DuplicateState];

/** A case that may be the same child, and where the two stand in the eyes of people. */
export const duplicate = v.looseObject({
  score: v.number(),
  relationship: v.fallback(v.optional(v.string(), 'unclear'), 'unclear'),
  masked: v.fallback(v.optional(v.boolean(), false), false),
  case: matchCase,
  state: v.fallback(
    v.optional(v.picklist(Object.values(DuplicateState)), 'potential'),
    'potential',
  ),
});
export type Duplicate = v.InferOutput<typeof duplicate>;

const duplicatesAnswer = v.object({ data: v.array(duplicate) });

/** What is known of a child so far, under the names of the fields of a case. */
export type KnownOfChild = Readonly<Record<string, unknown>>;

/** Answers that tell two children apart; nothing else leaves the form for this question. */
export const comparable_fields: readonly string[] = [
  'name',
  'name_first',
  'name_middle',
  'name_last',
  'name_nickname',
  'name_other',
  'name_transliterated',
  'sex',
  'age',
  'date_of_birth',
  'date_of_birth_precision',
  'estimated',
  'nationality',
  'ethnicity',
  'religion',
  'language',
  'national_id_no',
  'unhcr_individual_no',
  'telephone_last',
  'telephone_current',
  'location_current',
  'location_last',
  'location_separation',
  'date_of_separation',
  'date_of_separation_precision',
  'family_details_section',
];

const isGiven = (value: unknown) =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && !value.length);

/** Only what is answered and comparable. */
export function comparable(values: KnownOfChild): KnownOfChild {
  const names = comparable_fields.filter((name) => isGiven(values[name]));
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/** A question is worth asking with a name, and the sex or an age. */
export function isEnough(known: KnownOfChild): boolean {
  const has = (name: string) => isGiven(known[name]);
  return ['name', 'name_first', 'name_last'].some(has) && ['sex', 'age', 'date_of_birth'].some(has);
}

/** Registered children who may be the same, the most probable first. */
export function duplicatesQuery(known: KnownOfChild) {
  return queryOptions({
    queryKey: ['duplicates', known],
    queryFn: async ({ signal }) =>
      (
        await call('/cases/duplicates/check', duplicatesAnswer, {
          method: 'POST',
          body: { data: known },
          signal,
        })
      ).data,
    enabled: isEnough(known),
    staleTime: 30_000,
    gcTime: 0,
    retry: false,
  });
}

/** Cases that may be the same child as a registered one. */
export function duplicatesOfCase(id: string) {
  return queryOptions({
    queryKey: [tracingKey, 'duplicates', id],
    queryFn: async ({ signal }) =>
      (await call(`/cases/${id}/duplicates`, duplicatesAnswer, { signal })).data,
    staleTime: 0,
  });
}

interface Pair {
  readonly of: string;
  readonly other: string;
}

interface Saying {
  readonly state: DuplicateState;
  readonly note: string;
  /** Where the two stood when they looked: nobody overrules what they have not seen. */
  readonly seen: DuplicateState;
}

/** Says whether two cases are one child; sent again under its key, it is stored once. */
export async function decideDuplicate(
  { of, other }: Pair,
  { state, note, seen }: Saying,
  key: string,
): Promise<void> {
  await call(`/cases/${of}/duplicates/${other}/decision`, v.unknown(), {
    method: 'POST',
    body: { data: { state, seen_state: seen, ...(note === '' ? {} : { note }) } },
    headers: { 'Idempotency-Key': key },
  });
}
