import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { TraceFacts, TraceName } from '../../../shared/tracing/PersonFacts';
import { TracingTexts } from '../../../shared/tracing/TracingTexts';
import { type Trace, tracesQuery } from '../../../shared/tracing/traces';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { LinkButton } from '../../../shared/ui/LinkButton';
import { Skeleton } from '../../../shared/ui/Skeleton';
import './tracing-panels.css';

interface TracesPanelProps {
  /** Of the tracing request. */
  id: string;
}

/** The children a person asks for, each with the way to the cases that may be this child. */
export default function TracesPanel({ id }: TracesPanelProps) {
  return (
    <TracingTexts>
      <Traces id={id} />
    </TracingTexts>
  );
}

function Traces({ id }: TracesPanelProps) {
  const traces = useQuery(tracesQuery('tracing_requests', id));
  return (
    <section className="stack" aria-labelledby="record-traces">
      <h2 id="record-traces">
        <Trans id="record.panel.traces">Sought children and matches</Trans>
      </h2>
      {traces.isPending ? <Skeleton lines={4} /> : null}
      {traces.isError ? (
        <ErrorState error={traces.error} onRetry={() => void traces.refetch()} />
      ) : null}
      {traces.data?.length === 0 ? (
        <EmptyState
          title={<Trans id="tracing.panel.no_traces">No sought child is written down yet.</Trans>}
        >
          <p>
            <Trans id="tracing.panel.no_traces_hint">
              Edit the tracing request and add each child that is sought.
            </Trans>
          </p>
        </EmptyState>
      ) : null}
      <ul className="trace-list">
        {(traces.data ?? []).map((trace) => (
          <li key={trace.id}>
            <TraceRow trace={trace} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TraceRow({ trace }: { trace: Trace }) {
  const user = useUser();
  const matched = trace.matched_case_id;
  const maySee = can(user, 'potential_matches', 'read');
  return (
    <article className="trace-row">
      <div>
        <h3>
          <TraceName trace={trace} />
        </h3>
        <TraceFacts trace={trace} />
      </div>
      <div className="row">
        {matched ? (
          <span className="chip">
            <Trans id="tracing.panel.matched">Matched</Trans>
          </span>
        ) : null}
        {!maySee ? null : matched ? (
          <LinkButton to="/matches/$trace/$case" params={{ trace: trace.id, case: matched }}>
            <Trans id="tracing.panel.see_match">See the match</Trans>
          </LinkButton>
        ) : (
          <LinkButton kind="primary" to="/traces/$trace/matches" params={{ trace: trace.id }}>
            <Trans id="tracing.panel.find">Find matches</Trans>
          </LinkButton>
        )}
      </div>
    </article>
  );
}
