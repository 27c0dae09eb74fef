import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { TracingTexts } from '../../shared/tracing/TracingTexts';
import { traceQuery } from '../../shared/tracing/traces';
import { ErrorState } from '../../shared/ui/ErrorState';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { MatchList } from './MatchList';
import { matchesQuery } from './matches.wire';
import { RejectedToggle } from './RejectedToggle';
import { TraceFacts, TraceName } from '../../shared/tracing/PersonFacts';
import './tracing.css';

/** A sought child, and the cases that may be this child. */
export function TraceMatchesScreen() {
  const { trace = '' } = useParams({ strict: false });
  return (
    <TracingTexts>
      <TraceMatches key={trace} id={trace} />
    </TracingTexts>
  );
}

function TraceMatches({ id }: { id: string }) {
  const { t } = useLingui();
  const trace = useQuery(traceQuery(id));
  const [withRejected, setWithRejected] = useState(false);
  const matches = useQuery(matchesQuery('traces', id, withRejected));
  const matched = trace.data?.matched_case_id;
  return (
    <div className="stack tracing">
      <PageHeading
        title={t({ id: 'tracing.trace.title', message: 'Possible matches of a sought child' })}
        actions={
          trace.data === undefined ? undefined : (
            <LinkButton to="/tracing_requests/$id" params={{ id: trace.data.tracing_request_id }}>
              <Trans id="tracing.trace.request">To the tracing request</Trans>
            </LinkButton>
          )
        }
      />
      <section className="panel" aria-labelledby="sought-child">
        {trace.isPending ? <Skeleton lines={3} /> : null}
        {trace.isError ? (
          <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />
        ) : null}
        {trace.data ? (
          <>
            <h2 id="sought-child">
              <TraceName trace={trace.data} />
            </h2>
            <TraceFacts trace={trace.data} />
            {matched ? (
              <LinkButton
                kind="primary"
                to="/matches/$trace/$case"
                params={{ trace: id, case: matched }}
              >
                <Trans id="tracing.trace.matched">See the confirmed match</Trans>
              </LinkButton>
            ) : null}
          </>
        ) : null}
      </section>
      <section className="stack" aria-labelledby="found-cases">
        <div className="page-heading">
          <h2 id="found-cases">
            <Trans id="tracing.trace.found">Cases that may be this child</Trans>
          </h2>
          <RejectedToggle isSelected={withRejected} onChange={setWithRejected} />
        </div>
        <MatchList query={matches} from="traces" />
      </section>
    </div>
  );
}
