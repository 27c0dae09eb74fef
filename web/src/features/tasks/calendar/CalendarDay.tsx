import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Calendar } from '../../../shared/calendar/calendar';
import { useCalendar } from '../../../shared/calendar/useCalendar';
import { formatDate, formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { CalendarBodyProps } from './calendar-body';
import { CalendarTask } from './CalendarTask';

/** More do not fit into a cell of a month. */
const tasksInMonth = 3;

interface CalendarDayProps extends CalendarBodyProps {
  /** Of all days the one that Tab reaches; arrows lead to the others. */
  isReachable: boolean;
  /** Of the month before or after. */
  isOutside: boolean;
}

/** One day: its number, which opens its week, and its tasks. */
export function CalendarDay(props: CalendarDayProps) {
  const { page, span, day, today, tasksOf, showsOwner, isReachable, isOutside, onChange } = props;
  const { t } = useLingui();
  const language = useLanguage();
  const calendar = useCalendar();
  const tasks = tasksOf(day);
  const shown = span === 'month' ? tasks.slice(0, tasksInMonth) : tasks;
  const left = tasks.length - shown.length;
  const number = page.numbering.dayOf(day);
  const date = formatDate(day, language);
  const label = t({
    id: 'agenda.day',
    message: plural(tasks.length, {
      0: `${date}, nothing due`,
      one: `${date}, # task`,
      other: `${date}, # tasks`,
    }),
  });
  return (
    <td className="agenda-cell" data-outside={isOutside || undefined}>
      <button
        type="button"
        className="agenda-number"
        data-day={day}
        aria-label={label}
        aria-current={day === today ? 'date' : undefined}
        tabIndex={isReachable ? 0 : -1}
        onClick={() => onChange({ day, span: 'week' })}
      >
        {number === undefined ? null : formatNumber(number, language)}
        {calendar === Calendar.gregorian ? null : <GregorianDay day={day} />}
      </button>
      <ul className="agenda-tasks">
        {shown.map((task, index) => (
          <li key={`${task.task_id ?? task.id} ${index}`}>
            <CalendarTask task={task} showsOwner={showsOwner} />
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <button
          type="button"
          className="agenda-more"
          onClick={() => onChange({ day, span: 'week' })}
        >
          {t({ id: 'agenda.more', message: plural(left, { one: '# more', other: '# more' }) })}
        </button>
      ) : null}
      {span === 'week' && tasks.length === 0 ? (
        <p className="agenda-none">
          <Trans id="agenda.none_day">Nothing due</Trans>
        </p>
      ) : null}
    </td>
  );
}

/** Day and month of the Gregorian calendar beside another one's. */
function GregorianDay({ day }: { day: string }) {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'numeric',
    timeZone: 'UTC',
    calendar: 'gregory',
  });
  return <small className="soft">{format.format(new Date(`${day}T00:00:00Z`))}</small>;
}
