/** A day of Bikram Sambat, the official calendar of Nepal; months count from 1, Baisakh. */
export interface BikramSambatDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The years of the table: births of people now past eighty, and plans of the next two years. */
export const first_year = 2000;
export const last_year = 2085;

/**
 * Months have 29 to 32 days, after the sun's way through the zodiac; no formula gives them, the
 * government of Nepal publishes them every year. Here they stand by their last digits, a word a
 * year, twelve months a word: 021210009091 is 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 days.
 *
 * Source: the tables of the bikram-sambat library of Medic, for 2000 to 2080 (test-data,
 * daysInMonth.json), which agree with the calendars of ashesh.com.np and rat32.com; 2081 to 2083
 * after the published calendars as Nepali Patro shows them. 2084 and 2085 are not published yet
 * and are the lengths that the pattern of the years leads to expect.
 */
const lengths = `
  021210009091 112111090900 112210090900 121210009901 021210009091 112111090900
  112210090900 121210009901 111211900991 112111090900 112210090900 121210009901
  111211900900 112111090900 112210090900 121210009901 111211900900 112111090900
  121210090900 121210009091 111211090900 112111090900 121210009900 121210009091
  111211090900 112111090900 121210009901 021210009091 112111090900 112120090900
  121210009901 021210009091 112111090900 112210090900 121210009901 021211900991
  112111090900 112210090900 121210009901 111211900900 112111090900 112210090900
  121210009901 111211900900 112111090900 121210090900 121210009901 111211090900
  112111090900 121210009900 121210009091 111211090900 112111090900 121210009900
  121210009091 112111090900 112120090900 121210009901 021210009091 112111090900
  112210090900 121210009901 021211909091 112111090900 112210090900 121210009901
  111211900991 112111090900 112210090900 121210009901 111211900900 112111090900
  121210090900 121210009901 111211090900 112111090900 121210009900 121210009091
  111211090900 112111090900 121210009900 121210009091 112111090900 112111090900
  121210009901 021210009091
`
  .trim()
  .split(/\s+/)
  .map((year) => [...year].map((digit) => (digit === '9' ? 29 : 30 + Number(digit))));

/** The first day of the year 2000. */
const epoch = Date.UTC(1943, 3, 14);
const ms_of_day = 86_400_000;

/** 0 for a month that the table does not have. */
export function daysOfMonth(year: number, month: number): number {
  return lengths[year - first_year]?.[month - 1] ?? 0;
}

/** Undefined for what is no day, or a day outside of the table. */
export function toBikramSambat(day: string): BikramSambatDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  let left = (Date.parse(`${day}T00:00:00Z`) - epoch) / ms_of_day;
  if (Number.isNaN(left) || left < 0) return undefined;
  for (const [index, months] of lengths.entries()) {
    for (const [month, days] of months.entries()) {
      if (left < days) return { year: first_year + index, month: month + 1, day: left + 1 };
      left -= days;
    }
  }
  return undefined;
}

/** The Gregorian day, `YYYY-MM-DD`; undefined when there is no such day in the table. */
export function fromBikramSambat({ year, month, day }: BikramSambatDay): string | undefined {
  if (day < 1 || day > daysOfMonth(year, month)) return undefined;
  const before = lengths
    .slice(0, year - first_year + 1)
    .flatMap((months, index) => (index === year - first_year ? months.slice(0, month - 1) : months))
    .reduce((sum, days) => sum + days, 0);
  return new Date(epoch + (before + day - 1) * ms_of_day).toISOString().slice(0, 10);
}
