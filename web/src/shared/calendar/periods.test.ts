import { describe, expect, it } from 'vitest';
import { Calendar } from './calendar';
import { bikramSambatPeriods } from './nepali/bikram-sambat-periods';
import { periodsOf } from './periods';

describe('the months and years of a calendar', () => {
  it.each([
    ['Gregorian', periodsOf(Calendar.gregorian), { year: 2014, month: 5 }, ['2014-05-01', 12]],
    ['Ethiopic', periodsOf(Calendar.ethiopic), { year: 2006, month: 1 }, ['2013-09-11', 13]],
    ['Nepali', bikramSambatPeriods, { year: 2081, month: 1 }, ['2024-04-13', 12]],
    ['Islamic', periodsOf(Calendar.ummAlQura), { year: 1446, month: 1 }, ['2024-07-07', 12]],
  ] as const)('%s', (_, periods, parts, [day, months]) => {
    expect(periods.firstDay(parts)).toBe(day);
    expect(periods.partsOf(day)).toMatchObject(parts);
    expect(periods.months(parts.year, 'en')).toHaveLength(months);
    expect(periods.firstDay({ year: parts.year, month: 14 })).toBeUndefined();
  });
});
