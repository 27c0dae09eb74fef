import { Trans } from '@lingui/react/macro';
import { formatDate } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { TaskRow } from '../TaskRow';
import type { CalendarBodyProps } from './calendar-body';

/** The days that have tasks, one below the other. */
export function Agenda({
  page,
  today,
  tasksOf,
  placeOf,
  showsOwner,
  isPending,
}: CalendarBodyProps) {
  const language = useLanguage();
  const weekDay = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const days = page.days.filter((day) => tasksOf(day).length > 0);
  if (isPending) return <Skeleton lines={6} />;
  if (days.length === 0) {
    return (
      <p className="soft">
        <Trans id="agenda.none">Nothing is due in these days.</Trans>
      </p>
    );
  }
  return days.map((day) => (
    <section key={day} className="stack" aria-labelledby={`agenda-${day}`}>
      <h3 id={`agenda-${day}`} className="agenda-day" data-today={day === today || undefined}>
        {weekDay.format(new Date(`${day}T00:00:00Z`))}, <bdi>{formatDate(day, language)}</bdi>
      </h3>
      <ul className="work-list">
        {tasksOf(day).map((task, index) => (
          <li key={`${task.task_id ?? task.id} ${index}`}>
            <TaskRow task={task} today={today} showsPerson={showsOwner} from={placeOf(task)} />
          </li>
        ))}
      </ul>
    </section>
  ));
}
