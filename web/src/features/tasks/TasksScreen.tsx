import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { localDay } from '../../shared/text/days';
import { nothingFits } from '../../shared/text/filter-texts';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { dueDay, tasksQuery, type Task } from '../../shared/records/tasks';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { byLateness } from './by-lateness';
import { TaskFilters } from './TaskFilters';
import { TaskRow } from './TaskRow';
import { TaskExtras } from './TaskExtras';
import { perPage, useTaskKinds } from './useTaskKinds';
import { TaskViews } from './TaskViews';
import { type DuePlace, useDuePlaces } from './useDuePlaces';
import { type TaskScreenWish, useTaskWish } from './useTaskWish';
import '../../shared/ui/work.css';

const TaskCalendar = lazy(() => import('./calendar/TaskCalendar'));

/** What open cases ask for, the latest first: overdue, this week, later; or on a calendar. */
export function TasksScreen() {
  return (
    <WorkTexts>
      <Tasks />
    </WorkTexts>
  );
}

function Tasks() {
  const { t } = useLingui();
  const { wish, change } = useTaskWish();
  const { scope, view, filter } = wish;
  const kinds = useTaskKinds(wish);
  return (
    <>
      <PageHeading title={t({ id: 'tasks.title', message: 'Tasks' })} />
      <TaskViews view={view} onChange={(next) => change({ view: next })} />
      <TaskFilters wish={wish} kinds={kinds} onChange={change} />
      {view === 'calendar' ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <TaskCalendar
            scope={scope}
            filter={filter}
            day={wish.day}
            span={wish.span}
            onChange={change}
          />
        </Suspense>
      ) : (
        <TaskList key={JSON.stringify([scope, view, filter])} wish={wish} />
      )}
    </>
  );
}

/** One page of what is wished for; another wish begins at the first page. */
function TaskList({ wish }: { wish: TaskScreenWish }) {
  const { t } = useLingui();
  const { scope, filter } = wish;
  const isSnoozed = wish.view === 'snoozed';
  const isGiven = wish.view === 'given';
  const [page, setPage] = useState(1);
  const asked = tasksQuery(page, perPage, isGiven ? 'given' : scope, { isSnoozed, filter });
  const tasks = useQuery(asked);
  const shown = tasks.data?.data ?? [];
  const total = tasks.data?.metadata.total ?? 0;
  const places = useDuePlaces(tasks.data?.metadata.field_names);
  return (
    <>
      {tasks.isPending ? <Skeleton lines={8} /> : null}
      {tasks.isError ? (
        <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />
      ) : null}
      {tasks.data && shown.length === 0 ? <NoTasks {...wish} /> : null}
      <TaskGroups tasks={shown} isOthers={isGiven || scope === 'team'} places={places} />
      {total > perPage ? (
        <nav className="row" aria-label={t({ id: 'pager.label', message: 'Pages' })}>
          <Button isDisabled={page === 1} onPress={() => setPage(page - 1)}>
            <Trans id="tasks.earlier">Earlier tasks</Trans>
          </Button>
          <Button isDisabled={page * perPage >= total} onPress={() => setPage(page + 1)}>
            <Trans id="tasks.later_page">Later tasks</Trans>
          </Button>
        </nav>
      ) : null}
    </>
  );
}

function NoTasks({ view, filter }: TaskScreenWish) {
  const { i18n } = useLingui();
  // What is left out may well be due: only without filters nothing is.
  if (Object.values(filter).some((values: readonly string[]) => values.length > 0)) {
    return <EmptyState title={i18n._(nothingFits)} />;
  }
  if (view === 'snoozed') {
    return <EmptyState title={<Trans id="tasks.none_snoozed">You have put nothing off.</Trans>} />;
  }
  if (view === 'given') {
    return <EmptyState title={<Trans id="tasks.none_given">Nobody has a task of yours.</Trans>} />;
  }
  return (
    <EmptyState title={<Trans id="tasks.none">Nothing is due.</Trans>}>
      <p>
        <Trans id="tasks.none_hint">
          Assessments, plans, services and follow-ups with a date appear here.
        </Trans>
      </p>
    </EmptyState>
  );
}

interface TaskGroupsProps {
  tasks: readonly Task[];
  /** They are not one's own. */
  isOthers: boolean;
  /** By type of task. */
  places: ReadonlyMap<string, DuePlace>;
}

function TaskGroups({ tasks, isOthers, places }: TaskGroupsProps) {
  const { t } = useLingui();
  const [today] = useState(() => localDay(new Date()));
  const titles = {
    overdue: t({ id: 'tasks.overdue', message: 'Overdue' }),
    soon: t({ id: 'tasks.soon', message: 'In the next seven days' }),
    later: t({ id: 'tasks.later', message: 'Later' }),
  };
  return byLateness(tasks, today).map(({ group, tasks: members }) => (
    <section key={group} className="stack" aria-labelledby={`tasks-${group}`}>
      <h2 id={`tasks-${group}`}>
        {titles[group]} <span className="soft">({members.length})</span>
      </h2>
      <ul className="work-list">
        {members.map((task, index) => (
          <li key={`${task.id} ${task.type} ${dueDay(task)} ${index}`}>
            <TaskRow
              task={task}
              today={today}
              showsPerson={isOthers}
              from={places.get(task.type)}
            />
            <TaskExtras task={task} today={today} isOthers={isOthers} />
          </li>
        ))}
      </ul>
    </section>
  ));
}
