import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { TracingTexts } from '../../shared/tracing/TracingTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { MatchCard } from './MatchCard';
import { MatchState, workQuery } from './matches.wire';
import { state_texts } from './state-texts';
import './tracing.css';

const per_page = 20;

/** The states that people look for, in the order of the work. */
const offered = [
  MatchState.potential,
  MatchState.underVerification,
  MatchState.needInformation,
  MatchState.confirmed,
  MatchState.rejected,
] as const;

/** All pairs that wait for somebody, over all tracing requests in reach. */
export function MatchesScreen() {
  return (
    <TracingTexts>
      <Work />
    </TracingTexts>
  );
}

function Work() {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const { state: asked, page: number } = useSearch({ strict: false });
  const state = offered.find((one) => one === asked) ?? MatchState.potential;
  const page = Math.max(1, Number(number ?? 1) || 1);
  const work = useQuery(workQuery({ state, page, per: per_page }));
  const total = work.data?.metadata.total ?? 0;
  const go = (search: Readonly<Record<string, string>>) =>
    void navigate({ to: '/matches', search, replace: true });
  return (
    <div className="stack tracing">
      <PageHeading title={t({ id: 'tracing.work.title', message: 'Possible matches' })} />
      <div
        className="row"
        role="group"
        aria-label={t({ id: 'tracing.work.states', message: 'Which ones' })}
      >
        {offered.map((one) => (
          <button
            key={one}
            type="button"
            className="state-choice"
            aria-pressed={one === state}
            onClick={() => go({ state: one })}
          >
            {i18n._(state_texts[one])}
          </button>
        ))}
      </div>
      <h2>{i18n._(state_texts[state])}</h2>
      {work.isPending ? <Skeleton lines={8} /> : null}
      {work.isError ? <ErrorState error={work.error} onRetry={() => void work.refetch()} /> : null}
      {work.data?.data.length === 0 ? (
        <EmptyState title={<Trans id="tracing.work.none">No pair is in this state.</Trans>} />
      ) : null}
      <ol className="match-list">
        {(work.data?.data ?? []).map((match) => (
          <li key={`${match.trace.id} ${match.case.id}`}>
            <MatchCard match={match} from={undefined} />
          </li>
        ))}
      </ol>
      {total > per_page ? (
        <nav className="row" aria-label={t({ id: 'pager.label', message: 'Pages' })}>
          <Button isDisabled={page === 1} onPress={() => go({ state, page: String(page - 1) })}>
            <Trans id="tracing.work.before">More probable ones</Trans>
          </Button>
          <Button
            isDisabled={page * per_page >= total}
            onPress={() => go({ state, page: String(page + 1) })}
          >
            <Trans id="tracing.work.after">Less probable ones</Trans>
          </Button>
        </nav>
      ) : null}
    </div>
  );
}
