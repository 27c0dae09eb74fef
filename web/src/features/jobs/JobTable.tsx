import { Trans, useLingui } from '@lingui/react/macro';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { type Job, JobState } from './jobs.wire';
import { useJobTexts } from './useJobTexts';
import { WorkTable } from './WorkTable';

interface JobTableProps {
  jobs: readonly Job[];
  isPending: boolean;
  onRetry: (id: number) => void;
}

/** Jobs with how often they were tried and why the last attempt came to nothing. */
export function JobTable({ jobs, isPending, onRetry }: JobTableProps) {
  return (
    <WorkTable
      labelledBy="jobs-single"
      heads={[
        <Trans key="first" id="jobs.when">
          When
        </Trans>,
        <Trans key="second" id="jobs.attempts">
          Attempts
        </Trans>,
      ]}
    >
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} isPending={isPending} onRetry={onRetry} />
      ))}
    </WorkTable>
  );
}

interface JobRowProps extends Omit<JobTableProps, 'jobs'> {
  job: Job;
}

function JobRow({ job, isPending, onRetry }: JobRowProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { kindText } = useJobTexts();
  const { id, attempts, attempts_max: most } = job;
  const what = kindText(job.kind);
  // What still waits is due then; everything else was changed then.
  const moment = job.state === JobState.waiting ? job.run_at : (job.updated_at ?? job.run_at);
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        <bdi>{formatDateTime(moment, language)}</bdi>
      </td>
      <td>
        <Trans id="jobs.tried">
          {attempts} of {most}
        </Trans>
      </td>
      <td className="jobs-problem">{job.error_text}</td>
      <td>
        {job.state === JobState.failed ? (
          <Button
            kind="quiet"
            isDisabled={isPending}
            aria-label={t({
              id: 'jobs.retry_what',
              message: `Try again: ${what}, number ${id}`,
            })}
            onPress={() => onRetry(id)}
          >
            <Trans id="jobs.retry">Try again</Trans>
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
