import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { TraceFacts, TraceName } from '../../../shared/tracing/PersonFacts';
import { TracingTexts } from '../../../shared/tracing/TracingTexts';
import { type Trace, tracesQuery } from '../../../shared/tracing/traces';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Icon } from '../../../shared/ui/Icon';
import { LinkButton } from '../../../shared/ui/LinkButton';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { RecordData } from '../../../shared/wire/records';
import type { Deployment } from '../deployment';
import { TracingForms } from './TracingForms';
import './tracing-panels.css';

interface CaseTracingPanelProps {
  record: RecordData;
  deployment: Deployment;
}

const yes: readonly unknown[] = [true, 'true'];

/** May this child be looked for, does it want that, who looks for it, and who was found. */
export default function CaseTracingPanel(props: CaseTracingPanelProps) {
  return (
    <TracingTexts>
      <CaseTracing {...props} />
    </TracingTexts>
  );
}

function CaseTracing({ record, deployment }: CaseTracingPanelProps) {
  const user = useUser();
  const hasConsent = yes.includes(record['consent_for_tracing']);
  const mayFind =
    can(user, 'cases', 'find_tracing_match') && can(user, 'potential_matches', 'read');
  return (
    <section className="stack" aria-labelledby="record-tracing">
      <h2 id="record-tracing">
        <Trans id="record.panel.tracing">Tracing summary</Trans>
      </h2>
      <Consent hasConsent={hasConsent} />
      <Wish record={record} />
      <TracingForms record={record} deployment={deployment} />
      {mayFind && hasConsent ? (
        <div>
          <LinkButton kind="primary" to="/cases/$id/matches" params={{ id: record.id }}>
            <Icon name="search" size={20} />
            <Trans id="tracing.panel.find">Find matches</Trans>
          </LinkButton>
        </div>
      ) : null}
      <MatchedTraces id={record.id} />
    </section>
  );
}

function Consent({ hasConsent }: { hasConsent: boolean }) {
  return (
    <p className={hasConsent ? 'consent consent-given' : 'consent'}>
      <Icon name={hasConsent ? 'check' : 'warning'} size={20} />
      <span>
        {hasConsent ? (
          <Trans id="tracing.panel.consent">Consent to tracing is given.</Trans>
        ) : (
          <Trans id="tracing.panel.no_consent">
            There is no consent to tracing, so nobody is compared with this child. Record it in the
            consent form first.
          </Trans>
        )}
      </span>
    </p>
  );
}

/** Whether the child wishes to be found; nothing where nobody asked yet. */
function Wish({ record }: { record: RecordData }) {
  const wish = record['wishes_child_family_tracing'];
  if (yes.includes(wish)) {
    return (
      <p>
        <Trans id="tracing.wish.yes">The child wishes that the family is looked for.</Trans>
      </p>
    );
  }
  return wish === false || wish === 'false' ? (
    <p>
      <Trans id="tracing.wish.no">The child does not wish that the family is looked for.</Trans>
    </p>
  ) : null;
}

function MatchedTraces({ id }: { id: string }) {
  const traces = useQuery(tracesQuery('cases', id));
  return (
    <>
      <h3>
        <Trans id="tracing.panel.matched_title">Matched with</Trans>
      </h3>
      {traces.isPending ? <Skeleton lines={3} /> : null}
      {traces.isError ? (
        <ErrorState error={traces.error} onRetry={() => void traces.refetch()} />
      ) : null}
      {traces.data?.length === 0 ? (
        <p className="soft">
          <Trans id="tracing.panel.unmatched">
            No tracing request is matched with this child yet.
          </Trans>
        </p>
      ) : null}
      {(traces.data?.length ?? 0) > 1 ? (
        <p className="consent">
          <Icon name="warning" size={20} />
          <Trans id="tracing.panel.several">
            Several people look for this child. Find out together who they are.
          </Trans>
        </p>
      ) : null}
      <ul className="trace-list">
        {(traces.data ?? []).map((trace) => (
          <li key={trace.id}>
            <MatchedTrace trace={trace} child={id} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MatchedTrace({ trace, child }: { trace: Trace; child: string }) {
  const user = useUser();
  // Of a tracing request that is not theirs, people learn no more than that there is one.
  const isKnown = trace.inquirer_id !== undefined;
  return (
    <article className="trace-row">
      <div>
        {isKnown ? (
          <>
            <h4>
              <TraceName trace={trace} />
            </h4>
            <TraceFacts trace={trace} />
          </>
        ) : (
          <p>
            <Trans id="tracing.panel.other_request">
              A tracing request that is not in your caseload
            </Trans>
          </p>
        )}
      </div>
      <div className="row">
        {isKnown && can(user, 'tracing_requests', 'read') ? (
          <LinkButton
            to="/tracing_requests/$id"
            params={{ id: trace.tracing_request_id }}
            search={{ form: 'traces' }}
          >
            <Trans id="tracing.panel.request">Tracing request</Trans>
          </LinkButton>
        ) : null}
        {can(user, 'potential_matches', 'read') ? (
          <LinkButton to="/matches/$trace/$case" params={{ trace: trace.id, case: child }}>
            <Trans id="tracing.panel.see_match">See the match</Trans>
          </LinkButton>
        ) : null}
      </div>
    </article>
  );
}
