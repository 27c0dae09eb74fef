import * as v from 'valibot';
import type { Problem } from './failure';

const texts = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
);

const problem = v.object({
  status: v.fallback(v.number(), 0),
  message: v.fallback(texts, []),
  detail: v.fallback(v.optional(texts, []), []),
});

const errorBody = v.object({ errors: v.array(problem) });

/** The problems an error body names, whatever the body looks like. */
export function problemsOf(body: unknown): readonly Problem[] {
  const parsed = v.safeParse(errorBody, body);
  return parsed.success
    ? parsed.output.errors.map(({ status, message, detail }) => ({
        status,
        messages: message,
        details: detail,
      }))
    : [];
}
