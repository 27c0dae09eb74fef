import { FailureText } from '../ui/FailureText';
import { placedReasons } from '../wire/placed-reasons';

interface ServerReasonsProps {
  error: unknown;
  /** What the server calls a place ("/this/name_first") in words; empty where it has none. */
  placeText?: (place: string) => string;
}

/** Why the server refused, in its own sentences, each with the place it is about. */
export function ServerReasons({ error, placeText }: ServerReasonsProps) {
  const reasons = placedReasons(error);
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
