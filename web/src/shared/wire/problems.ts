import * as v from 'valibot';
import type { Problem } from './failure';

/** One text or several, as the wire writes them. */
export const texts = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
);

const problem = v.object({
  status: v.fallback(v.number(), 0),
  message: v.fallback(texts, []),
  detail: v.fallback(v.optional(texts, []), []),
  problems: v.fallback(
    v.optional(v.array(v.looseObject({ message: v.fallback(v.string(), '') })), []),
    [],
  ),
});

const errorBody = v.object({ errors: v.array(problem) });

/** The problems an error body names, whatever the body looks like. */
export function problemsOf(body: unknown): readonly Problem[] {
  const parsed = v.safeParse(errorBody, body);
  return parsed.success
    ? parsed.output.errors.map(({ status, message, detail, problems }) => ({
        status,
        messages: message,
        details: detail,
        reasons: reasonsIn(
          message,
          problems.map((one) => one.message),
        ),
      }))
    : [];
}

/** What programs compare word by word: nothing for people. */
const fixed_words: ReadonlySet<string> = new Set([
  'Forbidden',
  'Not Found',
  'Service Unavailable',
  'Invalid Record JSON',
  'Invalid Attachment JSON',
  'Conflict: A record with this id already exists',
]);
const key = /^[\w-]+(\.[\w-]+)+$/;

/** The sentences that come with the places, else the message where it is one. */
function reasonsIn(messages: readonly string[], told: readonly string[]): string[] {
  const sentences = told.filter(isSentence);
  return [...new Set(sentences.length > 0 ? sentences : messages.filter(isSentence))];
}

/** Whether a person may read this of an answer: a sentence, no fixed word and no key. */
export function isSentence(text: string): boolean {
  return text !== '' && !fixed_words.has(text) && !key.test(text);
}
