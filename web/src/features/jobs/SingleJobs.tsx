import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Refusal } from '../../shared/ui/Refusal';
import { Skeleton } from '../../shared/ui/Skeleton';
import { JobTable } from './JobTable';
import { jobsPerPage, jobsQuery, JobState, retryJob } from './jobs.wire';
import { useJobChange } from './useJobChange';
import { useJobTexts } from './useJobTexts';

/** Jobs in one state, those that failed for good first. */
export function SingleJobs() {
  const [state, setState] = useState<JobState>(JobState.failed);
  const [page, setPage] = useState(1);
  const found = useQuery({ ...jobsQuery(state, page), placeholderData: keepPreviousData });
  const retrying = useJobChange(retryJob);
  const total = found.data?.metadata.total ?? 0;
  const change = (next: JobState) => {
    setState(next);
    setPage(1);
  };
  return (
    <section className="stack" aria-labelledby="jobs-single">
      <h2 id="jobs-single">
        <Trans id="jobs.single">Single jobs</Trans>
      </h2>
      <States state={state} counts={found.data?.metadata.counts ?? {}} onChange={change} />
      {retrying.isError ? <Refusal error={retrying.error} /> : null}
      {found.isPending ? <Skeleton lines={6} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data?.data.length === 0 ? (
        <EmptyState title={<Trans id="jobs.none">There are none.</Trans>} />
      ) : null}
      {found.data && found.data.data.length > 0 ? (
        <JobTable
          jobs={found.data.data}
          isPending={retrying.isPending}
          onRetry={(id) => retrying.mutate(id)}
        />
      ) : null}
      {total > jobsPerPage ? (
        <div className="row">
          <Button isDisabled={page === 1} onPress={() => setPage(page - 1)}>
            <Trans id="jobs.newer">Newer</Trans>
          </Button>
          <Button isDisabled={page * jobsPerPage >= total} onPress={() => setPage(page + 1)}>
            <Trans id="jobs.older">Older</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface StatesProps {
  state: JobState;
  counts: Readonly<Record<string, number>>;
  onChange: (state: JobState) => void;
}

/** The states, with how many there are of those that are not over. */
function States({ state, counts, onChange }: StatesProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { states } = useJobTexts();
  return (
    <div className="chips" role="group" aria-label={t({ id: 'jobs.state', message: 'State' })}>
      {Object.values(JobState).map((one) => {
        const count = counts[one];
        return (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={one === state}
            onClick={() => onChange(one)}
          >
            {states[one]}
            {count === undefined ? '' : ` (${formatNumber(count, language)})`}
          </button>
        );
      })}
    </div>
  );
}
