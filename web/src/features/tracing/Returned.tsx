import { Trans } from '@lingui/react/macro';

/** Why a pair that somebody rejected is in the list again. */
export function Returned() {
  return (
    <p>
      <Trans id="tracing.work.returned">It was rejected, but much more speaks for it now.</Trans>
    </p>
  );
}
