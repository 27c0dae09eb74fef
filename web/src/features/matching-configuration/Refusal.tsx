import { Trans } from '@lingui/react/macro';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FailureKind, isFailure, type Problem } from '../../shared/wire/failure';
import type { Configuration } from './configuration.wire';
import { placeOf } from './draft';
import { useCriterionTexts } from './useCriterionTexts';

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
  const problems = isFailure(error) ? error.problems : [];
  if (!problems.some(({ messages }) => messages.length > 0)) return <ErrorState error={error} />;
  return (
    <div role="alert" className="state-error state">
      <ul className="moved-list">
        {problems.map((problem) => (
          <li key={`${problem.details.join()} ${problem.messages.join()}`}>
            <ProblemText problem={problem} configuration={configuration} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ProblemTextProps {
  problem: Problem;
  configuration: Configuration | undefined;
}

function ProblemText({ problem, configuration }: ProblemTextProps) {
  const { nameOf } = useCriterionTexts();
  const pointer = problem.details[0] ?? '';
  const criterion = configuration ? placeOf(pointer, configuration).criterion : undefined;
  const words = problem.messages.join(' ');
  if (criterion === undefined) return words;
  const name = nameOf(criterion);
  return (
    <Trans id="matching.refused.at">
      {name}: {words}
    </Trans>
  );
}
