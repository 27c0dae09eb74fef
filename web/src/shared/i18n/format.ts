import type { Language } from './languages';

const dateOnly = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The month in letters: `04/05` is May here and April there. */
const dayFormat = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** A date or date-time of the wire in words; a bare date never shifts with the time zone. */
export function formatDate(value: string, language: Language): string {
  const date = parseWireDate(value);
  return date === undefined
    ? value
    : new Intl.DateTimeFormat(language, {
        ...dayFormat,
        ...(dateOnly.test(value) ? { timeZone: 'UTC' } : {}),
      }).format(date);
}

/** A date-time of the wire in words, in the device's time zone. */
export function formatDateTime(value: string, language: Language): string {
  const date = parseWireDate(value);
  return date === undefined
    ? value
    : new Intl.DateTimeFormat(language, {
        ...dayFormat,
        hour: 'numeric',
        minute: '2-digit',
      }).format(date);
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

function parseWireDate(value: string): Date | undefined {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
