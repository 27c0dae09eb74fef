import { Trans, useLingui } from '@lingui/react/macro';
import { MatchState, type Match, standing } from './matches.wire';
import { Returned } from './Returned';
import { state_texts } from './state-texts';

interface MatchMarksProps {
  match: Match;
}

/** Where the pair stands, and whether it is rather a brother or sister. */
export function MatchMarks({ match }: MatchMarksProps) {
  const { i18n } = useLingui();
  const state = standing(match);
  const isDecided = state !== MatchState.potential;
  const isFamily = match.relationship === 'same_family';
  if (!isDecided && !isFamily) return null;
  return (
    <>
      <p className="match-marks">
        {isDecided ? <span className="chip">{i18n._(state_texts[state])}</span> : null}
        {isFamily ? (
          <span className="chip chip-warning">
            <Trans id="tracing.family_lead">Probably a brother or sister of the sought child</Trans>
          </span>
        ) : null}
      </p>
      {match.returned ? <Returned /> : null}
    </>
  );
}
