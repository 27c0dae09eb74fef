import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import type { Task, TaskFilter, TaskScope } from '../../../shared/records/tasks';
import { workTexts } from '../../../shared/text/work-texts';
import { localDay } from '../../../shared/text/days';
import { Button } from '../../../shared/ui/Button';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Icon } from '../../../shared/ui/Icon';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { media, useMedia } from '../../../shared/ui/useMedia';
import { useDuePlaces } from '../useDuePlaces';
import { Agenda } from './Agenda';
import { CalendarTable } from './CalendarTable';
import { type CalendarPage, type Span, useCalendarPage, useTasksOf } from './useCalendarPage';
import './calendar.css';

export interface TaskCalendarProps {
  scope: TaskScope;
  filter: TaskFilter;
  /** The day in sight, from the address; today without one. */
  day: string | undefined;
  span: Span;
  onChange: (next: { day: string; span: Span }) => void;
}

/** Tasks on the days they are due: a month or a week, as a table or, on a phone, as an agenda. */
export default function TaskCalendar(props: TaskCalendarProps) {
  return (
    <AreaTexts ready={workTexts}>
      <CalendarOfTasks {...props} />
    </AreaTexts>
  );
}

function CalendarOfTasks({ scope, filter, day: asked, span, onChange }: TaskCalendarProps) {
  const [today] = useState(() => localDay(new Date()));
  const day = asked ?? today;
  const page = useCalendarPage(day, span);
  const { tasks, byDay, left } = useTasksOf(page, scope, filter);
  const places = useDuePlaces(tasks.data?.metadata.field_names);
  const isPhone = useMedia(media.phone);
  const of = (one: string): readonly Task[] => byDay.get(one) ?? [];
  if (page === undefined) return <Skeleton lines={8} />;
  const Body = isPhone ? Agenda : CalendarTable;
  return (
    <section className="stack" aria-labelledby="calendar-title">
      <CalendarHead page={page} span={span} today={today} day={day} onChange={onChange} />
      {tasks.isError ? (
        <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />
      ) : (
        <Body
          page={page}
          span={span}
          day={day}
          today={today}
          tasksOf={of}
          placeOf={(task) => places.get(task.type)}
          showsOwner={scope === 'team'}
          isPending={tasks.isPending}
          onChange={onChange}
        />
      )}
      {left > 0 ? (
        <p role="status">
          <Trans id="agenda.left">{left} more tasks of these days are in the list only.</Trans>
        </p>
      ) : null}
    </section>
  );
}

interface HeadProps {
  page: CalendarPage;
  span: Span;
  day: string;
  today: string;
  onChange: TaskCalendarProps['onChange'];
}

/** What is in sight, and ways to what is not. */
function CalendarHead({ page, span, day, today, onChange }: HeadProps) {
  const { t } = useLingui();
  const isMonth = span === 'month';
  const before = isMonth
    ? t({ id: 'agenda.month_before', message: 'Month before' })
    : t({ id: 'agenda.week_before', message: 'Week before' });
  const after = isMonth
    ? t({ id: 'agenda.month_after', message: 'Month after' })
    : t({ id: 'agenda.week_after', message: 'Week after' });
  return (
    <div className="agenda-head">
      <h2 id="calendar-title" aria-live="polite">
        {page.title}
      </h2>
      <div className="row">
        <Button aria-label={before} onPress={() => onChange({ day: page.before, span })}>
          <Icon name="previous" />
        </Button>
        <Button onPress={() => onChange({ day: today, span })}>
          <Trans id="agenda.today">Today</Trans>
        </Button>
        <Button aria-label={after} onPress={() => onChange({ day: page.after, span })}>
          <Icon name="next" />
        </Button>
      </div>
      <div className="chips" role="group" aria-label={t({ id: 'agenda.span', message: 'Shown' })}>
        {(['month', 'week'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={span === one}
            onClick={() => onChange({ day, span: one })}
          >
            {one === 'month'
              ? t({ id: 'agenda.month', message: 'Month' })
              : t({ id: 'agenda.week', message: 'Week' })}
          </button>
        ))}
      </div>
    </div>
  );
}
