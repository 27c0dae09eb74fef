import { describe, expect, it } from 'vitest';
import {
  daysOfMonth,
  first_year,
  fromBikramSambat,
  last_year,
  toBikramSambat,
} from './bikram-sambat';

/** Days that history has in both calendars, and the ends of long months and years. */
const known = [
  ['1943-04-14', 2000, 1, 1],
  ['1949-06-06', 2006, 2, 24],
  ['1950-04-13', 2007, 1, 1],
  ['1950-06-14', 2007, 2, 32],
  ['1951-04-13', 2007, 12, 31],
  ['2008-05-28', 2065, 2, 15],
  ['2015-04-25', 2072, 1, 12],
  ['2015-09-20', 2072, 6, 3],
  ['2024-04-13', 2081, 1, 1],
  ['2025-04-13', 2081, 12, 31],
  ['2026-01-15', 2082, 10, 1],
  ['2026-04-14', 2083, 1, 1],
] as const;

describe('Bikram Sambat', () => {
  it.each(known)('%s is %i-%i-%i', (gregorian, year, month, day) => {
    expect(toBikramSambat(gregorian)).toEqual({ year, month, day });
    expect(fromBikramSambat({ year, month, day })).toBe(gregorian);
  });

  it('goes on day by day through the whole table, there and back', () => {
    let day = Date.UTC(1943, 3, 14);
    for (let year = first_year; year <= last_year; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const last = daysOfMonth(year, month);
        expect(last).toBeGreaterThanOrEqual(29);
        expect(last).toBeLessThanOrEqual(32);
        const gregorian = new Date(day).toISOString().slice(0, 10);
        expect(fromBikramSambat({ year, month, day: 1 })).toBe(gregorian);
        expect(toBikramSambat(gregorian)).toEqual({ year, month, day: 1 });
        day += last * 86_400_000;
      }
    }
    expect(new Date(day).toISOString().slice(0, 10)).toBe('2029-04-14');
  });

  it.each([
    { year: 2081, month: 1, day: 32 },
    { year: 2081, month: 1, day: 0 },
    { year: 2081, month: 13, day: 1 },
    { year: 1999, month: 1, day: 1 },
    { year: last_year + 1, month: 1, day: 1 },
    { year: 0, month: 0, day: 1 },
  ])('knows no day %o', (day) => {
    expect(fromBikramSambat(day)).toBeUndefined();
  });

  it.each(['1943-04-13', '2029-04-14', 'soon', '2024-13-01', ''])('does not say %s', (day) => {
    expect(toBikramSambat(day)).toBeUndefined();
  });
});
