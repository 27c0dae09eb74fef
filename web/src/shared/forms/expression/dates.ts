/** A calendar day as a count of days since 1970-01-01, and its parts. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const day_ms = 86_400_000;
const date_only = /^(\d{4})-(\d{2})-(\d{2})$/;
const date_time =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T \t](\d{1,2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of a day's 00:00 UTC; undefined when there is no such day. */
function utcMidnight({ year, month, day }: CivilDay): number | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return undefined;
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

export function daysInMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

function partsOf(match: RegExpExecArray): CivilDay {
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** The day of `YYYY-MM-DD`; undefined for anything else, also for days that do not exist. */
export function parseDay(text: string): CivilDay | undefined {
  const match = date_only.exec(text);
  if (match === null) return undefined;
  const day = partsOf(match);
  return utcMidnight(day) === undefined ? undefined : day;
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
}

/** The instant of an ISO date-time with an offset, in milliseconds; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const match = date_time.exec(text);
  if (match === null) return undefined;
  const midnight = utcMidnight(partsOf(match));
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (midnight === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = match[7] === undefined ? 0 : Math.trunc(Number(`0${match[7]}`) * 1000);
  const clock = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  return midnight + clock - offsetMinutes(match[8] ?? 'Z') * 60_000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** What the clock on the wall of a zone shows at an instant, as if it were UTC milliseconds. */
function wallClock(instant: number, zone: string): number {
  if (zone === 'UTC') return instant;
  const part = new Map(
    formatterOf(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const midnight = utcMidnight({
    year: part.get('year') ?? 1970,
    month: part.get('month') ?? 1,
    day: part.get('day') ?? 1,
  });
  const seconds =
    ((part.get('hour') ?? 0) * 60 + (part.get('minute') ?? 0)) * 60 + (part.get('second') ?? 0);
  return (midnight ?? 0) + seconds * 1000;
}

/** The instant at which a day begins in a zone. */
export function startOfDay(day: CivilDay, zone: string): number {
  const wanted = utcMidnight(day) ?? 0;
  // Two steps settle it: the first guess may lie on the other side of a change of offset.
  const guess = wanted - (wallClock(wanted, zone) - wanted);
  return wanted - (wallClock(guess, zone) - guess);
}

/** A date counts as 00:00 in the zone, a date-time as itself. */
export function instantOf(text: string, zone: string): number | undefined {
  const day = parseDay(text);
  return day === undefined ? parseInstant(text) : startOfDay(day, zone);
}

/** The calendar day that a date or date-time text falls on in the zone. */
export function dayOf(text: string, zone: string): CivilDay | undefined {
  const day = parseDay(text);
  if (day !== undefined) return day;
  const instant = parseInstant(text);
  if (instant === undefined) return undefined;
  return civilOf(wallClock(instant, zone));
}

function civilOf(utc: number): CivilDay {
  const date = new Date(utc);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

export function formatDay({ year, month, day }: CivilDay): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The day on the calendar of a zone at an instant. */
export function dayAt(instant: number, zone: string): string {
  return formatDay(civilOf(wallClock(instant, zone)));
}

export interface Shift {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

/** A day moved by years and months (the end of a month clamps), then by weeks and days. */
export function shiftDay(from: CivilDay, shift: Shift): CivilDay {
  const months = from.year * 12 + (from.month - 1) + (shift.years ?? 0) * 12 + (shift.months ?? 0);
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const day = Math.min(from.day, daysInMonth(year, month));
  const moved = (shift.weeks ?? 0) * 7 + (shift.days ?? 0);
  const midnight = utcMidnight({ year, month, day }) ?? 0;
  return civilOf(midnight + moved * day_ms);
}

export function dayNumber(day: CivilDay): number {
  return (utcMidnight(day) ?? 0) / day_ms;
}

/** Whole units between two days; undefined when the second lies before the first. */
export function wholeUnits(
  from: CivilDay,
  to: CivilDay,
  unit: 'years' | 'months' | 'days',
): number | undefined {
  const days = dayNumber(to) - dayNumber(from);
  if (days < 0) return undefined;
  if (unit === 'days') return days;
  // Born on 29 February: a year older on 1 March in common years.
  const months = (to.year - from.year) * 12 + (to.month - from.month) - (to.day < from.day ? 1 : 0);
  return unit === 'months' ? months : Math.floor(months / 12);
}
