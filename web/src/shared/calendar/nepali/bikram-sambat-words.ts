import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { DayWords } from '../day-words';
import { toBikramSambat } from './bikram-sambat';

/** The months, from the first. */
export const monthNames = [
  msg({ id: 'calendar.baisakh', message: 'Baisakh', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.jestha', message: 'Jestha', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.ashadh', message: 'Ashadh', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.shrawan', message: 'Shrawan', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.bhadra', message: 'Bhadra', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.ashwin', message: 'Ashwin', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.kartik', message: 'Kartik', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.mangsir', message: 'Mangsir', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.poush', message: 'Poush', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.magh', message: 'Magh', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.falgun', message: 'Falgun', comment: 'A month of the Nepali calendar.' }),
  msg({ id: 'calendar.chaitra', message: 'Chaitra', comment: 'A month of the Nepali calendar.' }),
] as const;

export function monthName(month: number): string {
  const name = monthNames[month - 1];
  return name === undefined ? '' : i18n._(name);
}

/** Day, name of the month, year; undefined for days that the table does not have. */
export const bikramSambatDay: DayWords = (day, language, precision = 'day') => {
  const found = toBikramSambat(day);
  if (found === undefined) return undefined;
  const isBegin = found.day === 1 && (precision === 'month' || found.month === 1);
  if (precision !== 'day' && !isBegin) return undefined;
  const number = (value: number) =>
    new Intl.NumberFormat(language, { useGrouping: false }).format(value);
  return [
    ...(precision === 'day' ? [number(found.day)] : []),
    ...(precision === 'year' ? [] : [monthName(found.month)]),
    number(found.year),
  ].join(' ');
};
