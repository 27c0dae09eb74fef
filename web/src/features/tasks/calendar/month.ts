import { addDays } from '../../../shared/text/days';
import type { Numbering } from './numbering';

/** No month of any calendar is longer. */
const daysAtMost = 32;
const week_days = 7;

/** The days of the month that a day lies in, in the calendar's own months. */
export function monthOf(day: string, { dayOf }: Numbering): readonly string[] {
  const number = dayOf(day);
  if (number === undefined) return [];
  const first = addDays(day, 1 - number);
  const days = [first];
  for (let count = 1; count < daysAtMost; count += 1) {
    const next = addDays(first, count);
    if (dayOf(next) === 1) break;
    days.push(next);
  }
  return days;
}

/** The week that a day lies in; `firstDay` is 0 for Sunday. */
export function weekOf(day: string, firstDay: number): readonly string[] {
  const weekDay = new Date(`${day}T00:00:00Z`).getUTCDay();
  const start = addDays(day, -((weekDay - firstDay + week_days) % week_days));
  return Array.from({ length: week_days }, (_, count) => addDays(start, count));
}

/** Whole weeks that hold all the days. */
export function weeksOf(days: readonly string[], firstDay: number): readonly (readonly string[])[] {
  const last = days.at(-1);
  const first = days[0];
  if (first === undefined || last === undefined) return [];
  const weeks = [weekOf(first, firstDay)];
  for (;;) {
    const end = weeks.at(-1)?.at(-1) ?? last;
    if (end >= last) return weeks;
    weeks.push(weekOf(addDays(end, 1), firstDay));
  }
}

/** Where the browser cannot say: the week of most places where the language is spoken. */
const saturday = 6;

/** On which day a week begins where this person is: 0 for Sunday. */
export function firstDayOfWeek(language: string, ofDevice: readonly string[]): number {
  const locale = ofDevice.find((one) => one.split('-')[0] === language) ?? language;
  const known: unknown = Reflect.get(new Intl.Locale(locale), 'weekInfo');
  const asked: unknown = Reflect.get(new Intl.Locale(locale), 'getWeekInfo');
  const info: unknown = typeof asked === 'function' ? asked.call(new Intl.Locale(locale)) : known;
  const day =
    typeof info === 'object' && info !== null ? Number(Reflect.get(info, 'firstDay')) : Number.NaN;
  if (Number.isInteger(day)) return day % week_days;
  return language === 'ar' ? saturday : 1;
}
