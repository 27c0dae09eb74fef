import * as v from 'valibot';
import { FailureText } from '../ui/FailureText';
import { isFailure } from '../wire/failure';

interface ServerReasonsProps {
  error: unknown;
  /** What the server calls a place ("/this/name_first") in words; empty where it has none. */
  placeText?: (place: string) => string;
}

const reasonsBody = v.object({
  errors: v.array(
    v.object({
      message: v.fallback(v.string(), ''),
      problems: v.fallback(
        v.optional(v.array(v.object({ pointer: v.string(), message: v.string() })), []),
        [],
      ),
    }),
  ),
});

interface Reason {
  readonly place: string;
  readonly message: string;
}

/** The sentences of a refusal: one for each place, or the one that the whole has. */
function reasonsOf(error: unknown): readonly Reason[] {
  const parsed = v.safeParse(reasonsBody, isFailure(error) ? error.body : undefined);
  if (!parsed.success) return [];
  return parsed.output.errors.flatMap(({ message, problems }) =>
    problems.length > 0
      ? problems.map((one) => ({ place: one.pointer, message: one.message }))
      : [{ place: '', message }].filter((one) => one.message !== ''),
  );
}

/** Why the server refused, in its own sentences, each with the place it is about. */
export function ServerReasons({ error, placeText }: ServerReasonsProps) {
  const reasons = reasonsOf(error);
  if (reasons.length === 0) return <FailureText error={error} />;
  return (
    <ul className="merge-reasons">
      {reasons.map(({ place, message }) => (
        <li key={`${place} ${message}`}>
          <Place text={placeText?.(place) ?? ''} />
          {message}
        </li>
      ))}
    </ul>
  );
}

function Place({ text }: { text: string }) {
  return text === '' ? null : (
    <>
      <bdi>{text}</bdi>:{' '}
    </>
  );
}
