import { otherDay } from '../calendar/calendar';
import { localDay } from '../text/days';
import { lastDay, Precision } from '../text/precision';
import type { Language } from './languages';

const dateOnly = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The month in letters: `04/05` is May here and April there. */
const dayFormat = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/**
 * A date or date-time of the wire in words, in the deployment's calendar with the Gregorian day
 * beside; a bare date never shifts with the time zone.
 */
export function formatDate(value: string, language: Language): string {
  const date = parseWireDate(value);
  if (date === undefined) return value;
  const isBare = dateOnly.test(value);
  const gregorian = inGregorian(date, language, isBare ? { timeZone: 'UTC' } : {});
  return beside(otherDay(isBare ? value : localDay(date), language), gregorian);
}

type Part = Exclude<Precision, 'day'>;

/**
 * A year or month that begins with the day, in words. One that begins in another calendar is told
 * in that, and by its first and last day in the Gregorian one.
 */
export function formatPeriod(first: string, precision: Part, language: Language): string {
  const other = otherDay(first, language, precision);
  return beside(other, gregorianPeriod(first, precision, language));
}

/** A date as exactly as it is known; anything but `month` and `year` means the day. */
export function formatKnown(first: string, precision: unknown, language: Language): string {
  return precision === Precision.month || precision === Precision.year
    ? formatPeriod(first, precision, language)
    : formatDate(first, language);
}

/** The same in the Gregorian calendar alone. */
export function gregorianPeriod(first: string, precision: Part, language: Language): string {
  const date = parseWireDate(first);
  if (date === undefined) return first;
  const isWhole = first.endsWith(precision === Precision.month ? '-01' : '-01-01');
  const month = precision === Precision.month ? ({ month: 'long' } as const) : {};
  const format = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    ...(isWhole ? month : dayFormat),
    timeZone: 'UTC',
  });
  return isWhole
    ? format.format(date)
    : format.formatRange(date, new Date(`${lastDay(first, precision)}T00:00:00Z`));
}

/** A date-time of the wire in words, in the device's time zone. */
export function formatDateTime(value: string, language: Language): string {
  const date = parseWireDate(value);
  if (date === undefined) return value;
  const gregorian = inGregorian(date, language, { hour: 'numeric', minute: '2-digit' });
  return beside(otherDay(localDay(date), language), gregorian);
}

/** A day of the wire in words of the Gregorian calendar, whatever the deployment uses. */
export function gregorianDay(day: string, language: Language): string {
  const date = parseWireDate(day);
  return date === undefined ? day : inGregorian(date, language, { timeZone: 'UTC' });
}

function inGregorian(
  date: Date,
  language: Language,
  more: Readonly<Intl.DateTimeFormatOptions>,
): string {
  return new Intl.DateTimeFormat(language, { ...dayFormat, ...more }).format(date);
}

function beside(other: string | undefined, gregorian: string): string {
  return other === undefined ? gregorian : `${other} (${gregorian})`;
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

export function formatList(values: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { style: 'narrow', type: 'conjunction' }).format(values);
}

/** The sign between the parts of a list within one line. */
export function commaOf(locale: string): string {
  return locale.startsWith('ar') ? '، ' : ', ';
}

/** The sign between a name and what it is. French has a space before it that does not break. */
export function colonOf(locale: string): string {
  return locale.startsWith('fr') ? '\u00a0: ' : ': ';
}

function parseWireDate(value: string): Date | undefined {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
