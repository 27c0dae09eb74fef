import { Calendar } from '../../../shared/calendar/calendar';
import type { Language } from '../../../shared/i18n/languages';

/** How a calendar counts days and names months; days go in and out as the wire has them. */
export interface Numbering {
  /** From 1; undefined for a day that the calendar's table does not have. */
  dayOf: (day: string) => number | undefined;
  /** Month and year. */
  monthTitle: (day: string) => string;
}

/** The numbering of a calendar; the Nepali one comes with its table. */
export async function numberingOf(calendar: Calendar, language: Language): Promise<Numbering> {
  return calendar === Calendar.nepali ? nepali(language) : known(calendar, language);
}

/** Of the calendars that the browser knows. */
function known(calendar: Calendar, language: Language): Numbering {
  const utc = { timeZone: 'UTC' } as const;
  const ofIntl = calendar === Calendar.gregorian ? 'gregory' : calendar;
  const numbers = new Intl.DateTimeFormat(`en-u-ca-${ofIntl}-nu-latn`, {
    ...utc,
    day: 'numeric',
  });
  const titles = new Intl.DateTimeFormat(`${language}-u-ca-${ofIntl}`, {
    ...utc,
    month: 'long',
    year: 'numeric',
  });
  return {
    dayOf: (day) => Number.parseInt(numbers.format(dateOf(day)), 10),
    monthTitle: (day) =>
      titles
        .formatToParts(dateOf(day))
        .filter(({ type }) => type !== 'era')
        .map(({ value }) => value)
        .join('')
        .trim(),
  };
}

async function nepali(language: Language): Promise<Numbering> {
  const [{ toBikramSambat }, { monthName }] = await Promise.all([
    import('../../../shared/calendar/nepali/bikram-sambat'),
    import('../../../shared/calendar/nepali/bikram-sambat-words'),
  ]);
  const years = new Intl.NumberFormat(language, { useGrouping: false });
  return {
    dayOf: (day) => toBikramSambat(day)?.day,
    monthTitle: (day) => {
      const found = toBikramSambat(day);
      return found ? `${monthName(found.month)} ${years.format(found.year)}` : '';
    },
  };
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
