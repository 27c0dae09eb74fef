import { CalendarDate, createCalendar, parseDate, toCalendar } from '@internationalized/date';
import type { Language } from '../i18n/languages';
import { Calendar } from './calendar';

/** A year or a month of some calendar; months count from 1. */
export interface PeriodParts {
  readonly year: number;
  readonly month: number;
}

/** How a calendar names its months and finds the first day of one, in the Gregorian calendar. */
export interface Periods {
  readonly months: (year: number, language: Language) => readonly string[];
  /** Undefined for a month that the calendar does not have. */
  readonly firstDay: (parts: PeriodParts) => string | undefined;
  readonly partsOf: (day: string) => PeriodParts | undefined;
}

/** Of a calendar that the browser knows. */
export function periodsOf(calendar: Exclude<Calendar, 'nepali'>): Periods {
  const name = calendar === Calendar.gregorian ? 'gregory' : calendar;
  const system = createCalendar(name);
  const gregorian = createCalendar('gregory');
  const first = ({ year, month }: PeriodParts) => new CalendarDate(system, year, month, 1);
  const count = (year: number) => system.getMonthsInYear(first({ year, month: 1 }));
  const firstDay = (parts: PeriodParts) =>
    parts.month < 1 || parts.month > count(parts.year)
      ? undefined
      : toCalendar(first(parts), gregorian).toString();
  return {
    firstDay,
    months: (year, language) => {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-${name}`, {
        month: 'long',
        timeZone: 'UTC',
      });
      return Array.from({ length: count(year) }, (_, index) =>
        format.format(new Date(`${firstDay({ year, month: index + 1 }) ?? ''}T00:00:00Z`)),
      );
    },
    partsOf: (day) => toCalendar(parseDate(day), system),
  };
}
