/**
 * How much of a date is known. The date holds the first day that may be meant; a select box beside
 * it says how long the time is (docs/decisions/0020).
 */
export const Precision = { day: 'day', month: 'month', year: 'year' } as const;
export type Precision = (typeof Precision)[keyof typeof Precision];

/** The last day that may be meant: a year or a month later, less a day. */
export function lastDay(first: string, precision: Precision): string {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  if (precision === Precision.day) return first;
  const date = new Date(0);
  const isYear = precision === Precision.year;
  date.setUTCFullYear(isYear ? year + 1 : year, isYear ? month - 1 : month, day - 1);
  return date.toISOString().slice(0, 10);
}
