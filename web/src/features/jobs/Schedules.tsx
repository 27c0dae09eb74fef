import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Refusal } from '../../shared/ui/Refusal';
import { Skeleton } from '../../shared/ui/Skeleton';
import { runSchedule, type Schedule, schedulesQuery } from './jobs.wire';
import { useJobChange } from './useJobChange';
import { useJobTexts } from './useJobTexts';
import { WorkTable } from './WorkTable';

/** The jobs that come back, with their last and their next run. */
export function Schedules() {
  const found = useQuery(schedulesQuery);
  const running = useJobChange(runSchedule);
  return (
    <section className="stack" aria-labelledby="jobs-periodic">
      <h2 id="jobs-periodic">
        <Trans id="jobs.periodic">Work that comes back</Trans>
      </h2>
      {running.isError ? <Refusal error={running.error} /> : null}
      {found.isPending ? <Skeleton lines={6} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data ? (
        <ScheduleTable
          schedules={found.data}
          isPending={running.isPending}
          onRun={(name) => running.mutate(name)}
        />
      ) : null}
    </section>
  );
}

interface ScheduleTableProps {
  schedules: readonly Schedule[];
  isPending: boolean;
  onRun: (name: string) => void;
}

function ScheduleTable({ schedules, isPending, onRun }: ScheduleTableProps) {
  return (
    <WorkTable
      labelledBy="jobs-periodic"
      heads={[
        <Trans key="first" id="jobs.last">
          Last success
        </Trans>,
        <Trans key="second" id="jobs.next">
          Next run
        </Trans>,
      ]}
    >
      {schedules.map((schedule) => (
        <ScheduleRow key={schedule.name} schedule={schedule} isPending={isPending} onRun={onRun} />
      ))}
    </WorkTable>
  );
}

interface ScheduleRowProps extends Omit<ScheduleTableProps, 'schedules'> {
  schedule: Schedule;
}

function ScheduleRow({ schedule, isPending, onRun }: ScheduleRowProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { kindText } = useJobTexts();
  const what = kindText(schedule.name);
  const never = t({ id: 'jobs.never', message: 'Never' });
  const when = (moment: string | null | undefined) =>
    moment ? <bdi>{formatDateTime(moment, language)}</bdi> : never;
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>{when(schedule.success_at)}</td>
      <td>{when(schedule.next_at)}</td>
      <td className="jobs-problem">{schedule.error_text}</td>
      <td>
        <Button
          kind="quiet"
          isDisabled={isPending}
          aria-label={t({ id: 'jobs.run_what', message: `Run now: ${what}` })}
          onPress={() => onRun(schedule.name)}
        >
          <Trans id="jobs.run">Run now</Trans>
        </Button>
      </td>
    </tr>
  );
}
