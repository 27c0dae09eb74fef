import * as v from 'valibot';
import { isFailure } from './failure';
import { isSentence, texts } from './problems';

const placesBody = v.object({
  errors: v.array(
    v.object({
      message: v.fallback(texts, []),
      detail: v.fallback(v.optional(texts, []), []),
      problems: v.fallback(
        v.optional(v.array(v.object({ pointer: v.string(), message: v.string() })), []),
        [],
      ),
    }),
  ),
});

/** A sentence of a refusal, and the place in what was sent that it is about. */
export interface PlacedReason {
  readonly place: string;
  readonly message: string;
}

/** The sentences of a refusal: one for each place, or the one that the whole has. */
export function placedReasons(error: unknown): readonly PlacedReason[] {
  const parsed = v.safeParse(placesBody, isFailure(error) ? error.body : undefined);
  if (!parsed.success) return [];
  const told = parsed.output.errors.flatMap(({ message, detail, problems }) =>
    problems.length > 0
      ? problems.map((one) => ({ place: one.pointer, message: one.message }))
      : message.map((one) => ({ place: detail[0] ?? '', message: one })),
  );
  return told.filter((one) => isSentence(one.message));
}
