import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../shared/ui/Icon';
import { AskAbout } from './AskAbout';
import { highlights, sideOf } from './evidence';
import { MatchMarks } from './MatchMarks';
import { MatchProbability } from './MatchProbability';
import { maskedSide, type Match, type Side } from './matches.wire';
import { CaseFacts, TraceFacts, TraceName } from '../../shared/tracing/PersonFacts';
import { useEvidenceTexts } from './useEvidenceTexts';

interface MatchCardProps {
  match: Match;
  /** Which side the list is about. */
  from: Side;
}

const shown_reasons = { for: 3, against: 2 } as const;

/** One counterpart: how probable, why, and the way to the comparison. */
export function MatchCard({ match, from }: MatchCardProps) {
  const { case: child, trace } = match;
  const isMasked = maskedSide(match) === 'case';
  const name = child.name || child.case_id_display || child.id.slice(-7);
  return (
    <article className="match-card">
      <div className="match-card-who">
        <h3>
          <Link to="/matches/$trace/$case" params={{ trace: trace.id, case: child.id }}>
            {from === 'cases' ? <TraceName trace={trace} /> : <bdi>{name}</bdi>}
          </Link>
        </h3>
        {from === 'cases' ? (
          <TraceFacts trace={trace} />
        ) : (
          <CaseFacts child={child} isMasked={isMasked} />
        )}
        <MatchMarks match={match} />
      </div>
      <MatchProbability match={match} />
      <Reasons match={match} />
      <AskAbout match={match} />
      <p className="match-card-open" aria-hidden="true">
        <Trans id="tracing.card.compare">Compare</Trans>
        <Icon name="next" size={18} />
      </p>
    </article>
  );
}

function Reasons({ match }: { match: Match }) {
  const { sentence } = useEvidenceTexts();
  const bars = highlights(match.evidence, shown_reasons);
  if (bars.length === 0) return null;
  return (
    <ul className="reasons">
      {bars.map((bar) => {
        const isFor = sideOf(bar.weight_bits) === 'for';
        return (
          <li key={bar.comparator} className={isFor ? 'reason-for' : 'reason-against'}>
            <Icon name={isFor ? 'plus' : 'minus'} size={18} />
            <span>
              <span className="visually-hidden">
                {isFor ? (
                  <Trans id="tracing.reason.for">For:</Trans>
                ) : (
                  <Trans id="tracing.reason.against">Against:</Trans>
                )}{' '}
              </span>
              {sentence(bar)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
