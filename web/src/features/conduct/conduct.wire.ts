import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../../shared/wire/client';
import { codeOfConduct } from '../../shared/wire/settings';
import type { Draft } from './draft';

const versionsAnswer = v.object({
  data: v.array(codeOfConduct),
  metadata: v.object({ accepted: v.number(), people: v.number() }),
});
export type Versions = v.InferOutput<typeof versionsAnswer>;

/** Every version, newest first, and how many people have accepted it. */
export const versionsQuery = queryOptions({
  queryKey: ['codes_of_conduct'],
  queryFn: ({ signal }) => call('/codes_of_conduct/versions', versionsAnswer, { signal }),
});

/** Puts the texts in force. */
export async function publish(draft: Draft): Promise<void> {
  const texts = (part: 'title' | 'content') =>
    Object.fromEntries(Object.entries(draft).map(([locale, text]) => [locale, text[part].trim()]));
  await call('/codes_of_conduct', v.unknown(), {
    method: 'POST',
    body: { data: { title_i18n: texts('title'), content_i18n: texts('content') } },
  });
}
