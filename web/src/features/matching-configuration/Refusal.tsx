import { Trans } from '@lingui/react/macro';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { type PlacedReason, placedReasons } from '../../shared/wire/placed-reasons';
import type { Configuration } from './configuration.wire';
import { placeOf } from './draft';
import { useCriterionTexts } from './useCriterionTexts';
import { useThresholdTexts } from './useThresholdTexts';

interface RefusalProps {
  error: unknown;
  /** The changes it is about; they are kept, and places in them can be named. */
  configuration?: Configuration;
}

/** Why the server refused, each problem with the criterion it is about. */
export function Refusal({ error, configuration }: RefusalProps) {
  if (isFailure(error, FailureKind.stale)) {
    return (
      <div role="alert" className="state-error state">
        <p>
          {configuration ? (
            <Trans id="matching.refused.kept">
              Somebody else changed the configuration meanwhile. Nothing was put in force, and your
              changes are kept here. Discard them to see the newer configuration, then make them
              again.
            </Trans>
          ) : (
            <Trans id="matching.refused.stale">
              Somebody else changed the configuration meanwhile. Look at what is in force now, then
              decide again.
            </Trans>
          )}
        </p>
      </div>
    );
  }
  const reasons = placedReasons(error);
  if (reasons.length === 0) return <ErrorState error={error} />;
  return (
    <div role="alert" className="state-error state">
      <ul className="moved-list">
        {reasons.map((reason) => (
          <li key={`${reason.place} ${reason.message}`}>
            <ReasonText reason={reason} configuration={configuration} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ReasonTextProps {
  reason: PlacedReason;
  configuration: Configuration | undefined;
}

function ReasonText({ reason, configuration }: ReasonTextProps) {
  const { nameOf } = useCriterionTexts();
  const thresholds = useThresholdTexts();
  const place = configuration ? placeOf(reason.place, configuration) : undefined;
  const words = reason.message;
  const name = place?.criterion
    ? nameOf(place.criterion)
    : Object.entries(thresholds).find(([one]) => one === place?.threshold)?.[1].label;
  if (name === undefined) return words;
  return (
    <Trans id="matching.refused.at">
      {name}: {words}
    </Trans>
  );
}
