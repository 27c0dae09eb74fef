import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { CalendarBodyProps } from './calendar-body';
import { CalendarDay } from './CalendarDay';
import { useDayKeys } from './useDayKeys';

/** A table of weeks. Arrows move from day to day, Page Up and Page Down between pages. */
export function CalendarTable(props: CalendarBodyProps) {
  const { page, span, day, today, isPending, onChange } = props;
  const language = useLanguage();
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const { table, onKeyDown } = useDayKeys({ page, day, span, onChange });
  const inside = new Set(page.days);
  const reachable = inside.has(day) ? day : page.days[0];
  return (
    <table
      ref={table}
      className="agenda-table"
      data-span={span}
      aria-labelledby="calendar-title"
      aria-busy={isPending}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          {page.weeks[0]?.map((one) => (
            <th key={one} scope="col" abbr={names.format(dateOf(one))}>
              {short.format(dateOf(one))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {page.weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => (
              <CalendarDay
                key={one}
                {...props}
                day={one}
                today={today}
                isReachable={one === reachable}
                isOutside={!inside.has(one)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
