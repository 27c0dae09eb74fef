import { describe, expect, it } from 'vitest';
import { Calendar } from '../../../shared/calendar/calendar';
import { firstDayOfWeek, monthOf, weekOf, weeksOf } from './month';
import { numberingOf } from './numbering';

/** First day, last day and length of the month around a day. */
async function monthIn(calendar: Calendar, day: string) {
  const days = monthOf(day, await numberingOf(calendar, 'en'));
  return [days[0], days.at(-1), days.length];
}

describe('a month', () => {
  it('is that of the calendar', async () => {
    expect(await monthIn(Calendar.gregorian, '2024-02-15')).toEqual([
      '2024-02-01',
      '2024-02-29',
      29,
    ]);
    expect(await monthIn(Calendar.ethiopic, '2024-09-08')).toEqual(['2024-09-06', '2024-09-10', 5]);
    expect(await monthIn(Calendar.persian, '2024-03-20')).toEqual(['2024-03-20', '2024-04-19', 31]);
    expect((await monthIn(Calendar.nepali, '2024-07-20')).at(-1)).toBeGreaterThan(28);
    expect(await monthIn(Calendar.nepali, '1900-01-01')).toEqual([undefined, undefined, 0]);
  });

  it('is named in the language', async () => {
    const title = async (calendar: Calendar, language: 'en' | 'ar') =>
      (await numberingOf(calendar, language)).monthTitle('2024-07-20');
    expect(await title(Calendar.gregorian, 'en')).toBe('July 2024');
    expect(await title(Calendar.gregorian, 'ar')).toMatch(/يوليو/);
    expect(await title(Calendar.persian, 'en')).toMatch(/Tir 1403/);
  });

  it('stands in whole weeks', () => {
    const days = ['2024-02-01', '2024-02-02', '2024-02-29'];
    const weeks = weeksOf(days, 1);
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.[0]).toBe('2024-01-29');
    expect(weeks.at(-1)?.at(-1)).toBe('2024-03-03');
    expect(weeksOf([], 1)).toEqual([]);
  });
});

describe('a week', () => {
  it('begins where it begins for the person', () => {
    expect(weekOf('2024-02-07', 1)[0]).toBe('2024-02-05');
    expect(weekOf('2024-02-07', 0)[0]).toBe('2024-02-04');
    expect(weekOf('2024-02-07', 6)[0]).toBe('2024-02-03');
    expect(weekOf('2024-02-05', 1)).toHaveLength(7);
    expect(firstDayOfWeek('en', ['en-GB'])).toBe(1);
    expect(firstDayOfWeek('en', ['fr-FR', 'en-US'])).toBe(0);
    expect(firstDayOfWeek('ar', [])).toBe(6);
    expect(firstDayOfWeek('fr', ['en-US'])).toBe(1);
  });
});
