import { Trans } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { AsOf } from './AsOf';
import { MatchCard } from './MatchCard';
import type { Matches, Side } from './matches.wire';
import { rememberQueue } from './work-queue';

interface MatchListProps {
  query: UseQueryResult<Matches>;
  from: Side;
}

/** The counterparts that were found, the most probable first. */
export function MatchList({ query, from }: MatchListProps) {
  const list = query.data?.potential_matches;
  useEffect(() => {
    // The candidates of a sought child are known beside each of them.
    const queue = from === 'cases' ? (list ?? []) : [];
    rememberQueue(queue.map(({ trace, case: child }) => ({ trace: trace.id, case: child.id })));
  }, [list, from]);
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <Skeleton lines={8} />;
  const { potential_matches: matches, notice, as_of: moment } = query.data;
  return (
    <>
      <AsOf moment={moment} />
      {matches.length === 0 ? (
        <Nothing notice={notice ?? ''} />
      ) : (
        <ol className="match-list">
          {matches.map((match) => (
            <li key={`${match.trace.id} ${match.case.id}`}>
              <MatchCard match={match} from={from} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Nothing({ notice }: { notice: string }) {
  switch (notice) {
    case 'no_tracing_consent':
      return (
        <EmptyState
          title={<Trans id="tracing.none.consent">There is no consent to tracing.</Trans>}
        >
          <p>
            <Trans id="tracing.none.consent_hint">
              Nobody is compared with this child until consent is given and recorded.
            </Trans>
          </p>
        </EmptyState>
      );
    case 'record_disabled':
      return (
        <EmptyState title={<Trans id="tracing.none.disabled">This record is out of use.</Trans>} />
      );
    case 'not_sought':
      return (
        <EmptyState
          title={<Trans id="tracing.none.not_sought">This is not part of tracing now.</Trans>}
        >
          <p>
            <Trans id="tracing.none.not_sought_hint">
              The request or the search for this child is closed, or the programme does not trace.
            </Trans>
          </p>
        </EmptyState>
      );
    case 'not_enough_information':
      return (
        <EmptyState
          title={<Trans id="tracing.none.too_little">Too little is known to compare.</Trans>}
        >
          <p>
            <Trans id="tracing.none.too_little_hint">
              Add a name, an age, the family or the place of separation.
            </Trans>
          </p>
        </EmptyState>
      );
    case 'common_name':
      return (
        <EmptyState title={<Trans id="tracing.none.common">The name alone is too common.</Trans>}>
          <p>
            <Trans id="tracing.none.too_little_hint">
              Add a name, an age, the family or the place of separation.
            </Trans>
          </p>
        </EmptyState>
      );
    default:
      return (
        <EmptyState title={<Trans id="tracing.none.found">Nobody fits at present.</Trans>}>
          <p>
            <Trans id="tracing.none.found_hint">
              The comparison goes on: whoever is registered later is compared as well.
            </Trans>
          </p>
        </EmptyState>
      );
  }
}
