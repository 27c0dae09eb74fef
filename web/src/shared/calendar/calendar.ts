import type { Language } from '../i18n/languages';
import type { Precision } from '../text/precision';
import type { DayWords } from './day-words';

/**
 * The calendars in which days may be written, by the names that `Intl` gives them; it does not know
 * the Nepali one. A deployment chooses one, and each user may choose another for themselves. What
 * is stored and sent is always Gregorian.
 */
export const Calendar = {
  gregorian: 'gregorian',
  buddhist: 'buddhist',
  ethiopic: 'ethiopic',
  islamicCivil: 'islamic-civil',
  ummAlQura: 'islamic-umalqura',
  persian: 'persian',
  nepali: 'nepali',
} as const;
export type Calendar = (typeof Calendar)[keyof typeof Calendar];

interface State {
  readonly calendar: Calendar;
  readonly dayWords: DayWords | undefined;
}

let state: State = { calendar: Calendar.gregorian, dayWords: undefined };
const wishes: { deployment: unknown; own: unknown } = { deployment: undefined, own: undefined };
const listeners = new Set<() => void>();

/** The user's calendar, else that of the deployment; Gregorian until the settings are read. */
export function currentCalendar(): Calendar {
  return state.calendar;
}

/** Called when the calendar changes. Returns the clean-up. */
export function subscribeToCalendar(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes over the `calendar` of the system options; anything unknown means Gregorian. */
export async function takeCalendar(wanted: unknown): Promise<void> {
  wishes.deployment = wanted;
  await follow();
}

/** Takes over the calendar a user chose; anything unknown means that of the deployment. */
export async function takeOwnCalendar(wanted: unknown): Promise<void> {
  wishes.own = wanted;
  await follow();
}

/** The calendar of that name, if there is one. */
export function calendarOf(name: unknown): Calendar | undefined {
  return Object.values(Calendar).find((one) => one === name);
}

async function follow(): Promise<void> {
  const wished = () =>
    calendarOf(wishes.own) ?? calendarOf(wishes.deployment) ?? Calendar.gregorian;
  const calendar = wished();
  if (calendar === state.calendar) return;
  const dayWords = await wordsOf(calendar);
  // Somebody may have chosen again while the words came.
  if (wished() !== calendar) return;
  state = { calendar, dayWords };
  for (const listener of listeners) listener();
}

/** Day, month and year in the calendar in use; undefined when that is the Gregorian one. */
export function otherDay(...asked: Parameters<DayWords>): string | undefined {
  return state.dayWords?.(...asked);
}

async function wordsOf(calendar: Calendar): Promise<DayWords | undefined> {
  switch (calendar) {
    case Calendar.gregorian:
      return undefined;
    case Calendar.nepali:
      return nepaliWords();
    default:
      return (...asked) => dayIn(calendar, ...asked);
  }
}

async function nepaliWords(): Promise<DayWords> {
  const [{ bikramSambatDay }, { calendarTexts }] = await Promise.all([
    import('./nepali/bikram-sambat-words'),
    import('./nepali/calendar-texts'),
  ]);
  await calendarTexts;
  return bikramSambatDay;
}

/** Without the era: "AP" and "ERA1" tell nobody anything where only one era is in use. */
function dayIn(
  calendar: Calendar,
  day: string,
  language: Language,
  precision: Precision = 'day',
): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  if (precision !== 'day' && !begins(calendar, date, precision)) return undefined;
  const format = new Intl.DateTimeFormat(`${language}-u-ca-${calendar}`, {
    ...(precision === 'day' ? { day: 'numeric' } : {}),
    ...(precision === 'year' ? {} : { month: 'long' }),
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format
    .formatToParts(date)
    .filter(({ type }) => type !== 'era')
    .map(({ value }) => value)
    .join('')
    .trim();
}

/** Whether a month or a year of the calendar begins with the day. */
function begins(calendar: Calendar, date: Date, precision: Precision): boolean {
  const numbers = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    day: 'numeric',
    month: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(date);
  const is1 = (part: string) => numbers.some(({ type, value }) => type === part && value === '1');
  return is1('day') && (precision === 'month' || is1('month'));
}
