import { isFailure } from '../wire/failure';
import { ErrorState } from './ErrorState';

/** Why the server refused, in its own sentences where it has some; else in words of ours. */
export function Refusal({ error }: { error: unknown }) {
  const reasons = isFailure(error) ? error.problems.flatMap((one) => one.reasons) : [];
  if (reasons.length === 0) return <ErrorState error={error} />;
  return (
    <div role="alert" className="state-error">
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}
