import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CaseFacts, TraceFacts, TraceName } from '../../shared/tracing/PersonFacts';
import { AskAbout } from './AskAbout';
import { MatchMarks } from './MatchMarks';
import { MatchProbability } from './MatchProbability';
import { maskedSide } from './matches.wire';
import { rememberQueue } from './work-queue';
import { matchWorkQuery, type ListedMatch } from './work-list.wire';
import { WorkPages, type WorkProps } from './WorkPages';

/** Sought children with the cases that they may be. */
export function MatchWork(props: WorkProps) {
  const query = useQuery(matchWorkQuery(props.filter));
  const list = query.data?.data;
  useEffect(() => {
    rememberQueue(
      (list ?? []).map(({ trace, case: child }) => ({ trace: trace.id, case: child.id })),
    );
  }, [list]);
  return (
    <WorkPages
      {...props}
      query={query}
      rowKey={(match) => `${match.trace.id} ${match.case.id}`}
      row={(match) => <Pair match={match} />}
    />
  );
}

function Pair({ match }: { match: ListedMatch }) {
  const { case: child, trace } = match;
  const isMasked = maskedSide(match) === 'case';
  const name = child.name || child.case_id_display || child.id.slice(-7);
  return (
    <article className="match-card">
      <div className="match-card-who">
        <h2 className="match-card-title">
          <Link to="/matches/$trace/$case" params={{ trace: trace.id, case: child.id }}>
            <Trans id="tracing.work.pair" comment="A sought child, and a case that may be it.">
              <TraceName trace={trace} /> and <bdi>{name}</bdi>
            </Trans>
          </Link>
        </h2>
        <TraceFacts trace={trace} />
        <CaseFacts child={child} isMasked={isMasked} />
        <MatchMarks match={match} />
      </div>
      <MatchProbability match={match} />
      <AskAbout match={match} />
    </article>
  );
}
