import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../../shared/wire/client';
import type { WireFailure } from '../../shared/wire/failure';
import { localizedText } from '../../shared/wire/text';

const stream = v.looseObject({
  unique_id: v.string(),
  role: v.optional(v.string(), ''),
  agency: v.optional(v.string(), ''),
  user_groups: v.optional(v.array(v.string()), []),
});
const texts = v.optional(v.record(v.string(), v.record(v.string(), v.string())), {});
const options = v.looseObject({
  registration_streams: v.optional(v.array(stream), []),
  registration_streams_link_labels_i18n: texts,
  registration_streams_consent_text_i18n: texts,
});

/** One way to register, with its texts by language. */
export interface Stream {
  id: string;
  role: string;
  agency: string;
  groups: readonly string[];
  labels: Readonly<Record<string, string>>;
  consents: Readonly<Record<string, string>>;
}

/** The ways that the system options hold; none when they cannot be read. */
export function streamsOf(systemOptions: unknown): readonly Stream[] {
  const read = v.safeParse(options, systemOptions);
  if (!read.success) return [];
  const found = read.output;
  return found.registration_streams.map((one) => ({
    id: one.unique_id,
    role: one.role,
    agency: one.agency,
    groups: one.user_groups,
    labels: textsOf(found.registration_streams_link_labels_i18n, one.unique_id),
    consents: textsOf(found.registration_streams_consent_text_i18n, one.unique_id),
  }));
}

type ByLanguage = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** {"en": "…"} of the stored {"en": {"families": "…"}}. */
function textsOf(stored: ByLanguage, id: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stored).map(([locale, byStream]) => [locale, byStream[id] ?? '']),
  );
}

/** The same as the options keep it, without what is empty. */
function storedTexts(streams: readonly Stream[], kind: 'labels' | 'consents') {
  const stored: Record<string, Record<string, string>> = {};
  for (const one of streams) {
    for (const [locale, text] of Object.entries(one[kind])) {
      if (text.trim() !== '') (stored[locale] ??= {})[one.id] = text.trim();
    }
  }
  return stored;
}

export async function sendStreams(streams: readonly Stream[]): Promise<void> {
  const system_options = {
    registration_streams: streams.map(({ id, role, agency, groups }) => ({
      unique_id: id,
      role,
      agency,
      user_groups: groups,
    })),
    registration_streams_link_labels_i18n: storedTexts(streams, 'labels'),
    registration_streams_consent_text_i18n: storedTexts(streams, 'consents'),
  };
  const body = { data: { system_options } };
  await call('/system_settings', v.unknown(), { method: 'PATCH', body });
}

/** The server's words by place, such as `0/role`; other places are left out. */
export function refusalsByPlace(failure: WireFailure): ReadonlyMap<string, string> {
  const start = '/system_options/registration_streams/';
  return new Map(
    failure.problems.flatMap(({ details, reasons }) =>
      details.flatMap((place, index): [string, string][] => {
        const reason = reasons[index];
        return reason !== undefined && place.startsWith(start)
          ? [[place.slice(start.length), reason]]
          : [];
      }),
    ),
  );
}

const namedThings = v.object({
  data: v.array(
    v.looseObject({
      unique_id: v.string(),
      name: v.optional(v.nullable(v.string()), ''),
      name_i18n: v.optional(localizedText),
      disabled: v.optional(v.boolean(), false),
    }),
  ),
});

const per = 1000;
const listOf = (what: 'roles' | 'user_groups') =>
  queryOptions({
    queryKey: ['registration-streams', what],
    queryFn: async ({ signal }) =>
      (await call(`/${what}`, namedThings, { query: { per, page: 1 }, signal })).data,
  });
export const rolesQuery = listOf('roles');
export const groupsQuery = listOf('user_groups');
