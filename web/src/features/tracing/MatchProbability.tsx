import { Trans } from '@lingui/react/macro';
import { Probability } from '../../shared/tracing/Probability';
import type { Match } from './matches.wire';

interface MatchProbabilityProps {
  match: Pick<Match, 'score' | 'family_score' | 'relationship'>;
}

/** That this is the sought child; of somebody of its family, how probable that is, too. */
export function MatchProbability({ match }: MatchProbabilityProps) {
  const { score, family_score: family, relationship } = match;
  if (relationship !== 'same_family' || typeof family !== 'number') {
    return <Probability score={score} />;
  }
  return (
    <div>
      <p className="soft">
        <Trans id="tracing.family.same">Same family</Trans>
      </p>
      <Probability score={family} />
      <p className="soft">
        <Trans id="tracing.family.one_child">Same child</Trans>
      </p>
      <Probability score={score} />
    </div>
  );
}
