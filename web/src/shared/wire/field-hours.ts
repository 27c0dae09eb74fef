import { areHours, type DayHours } from '../text/day-hours';

/** When field mode is on by itself each day. */
export type FieldHours = DayHours;

export const hoursKey = 'amparo.field-hours';
const leftKey = 'amparo.field-left';
const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** Those of this device; undefined when nobody set any. */
export function fieldHours(): FieldHours | undefined {
  const [from = '', to = ''] = (localStorage.getItem(hoursKey) ?? '').split('-');
  return areHours({ from, to }) ? { from, to } : undefined;
}

export function setFieldHours(hours: FieldHours | undefined): void {
  localStorage.removeItem(leftKey);
  if (hours === undefined) localStorage.removeItem(hoursKey);
  else localStorage.setItem(hoursKey, `${hours.from}-${hours.to}`);
}

/** Whether it is on now, by the clock of the device. */
export function isFieldTime(now = new Date()): boolean {
  const hours = fieldHours();
  if (hours === undefined || now.getTime() < Number(localStorage.getItem(leftKey))) return false;
  return minutesUntil(hours.to, now) < minutesUntil(hours.from, now);
}

/** Somebody needs the line before the hours are over: it stays off until the next day's begin. */
export function leaveFieldTime(now = new Date()): void {
  const hours = fieldHours();
  if (hours === undefined) return;
  const end = now.getTime() + minutesUntil(hours.to, now) * minuteMs;
  localStorage.setItem(leftKey, String(end));
}

/** How long until it may begin or end by itself; undefined without hours. */
export function untilTurn(now = new Date()): number | undefined {
  const hours = fieldHours();
  if (hours === undefined) return undefined;
  return Math.min(minutesUntil(hours.from, now), minutesUntil(hours.to, now)) * minuteMs;
}

/** Minutes, with their fraction, until the clock shows that time: more than 0, at most a day. */
function minutesUntil(time: string, now: Date): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const passed =
    now.getHours() * 60 + now.getMinutes() + (now.getSeconds() + now.getMilliseconds() / 1000) / 60;
  const left = hour * 60 + minute - passed;
  return left > 0 ? left : left + dayMinutes;
}
