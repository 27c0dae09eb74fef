import { latinDigits } from '../text/digits';

export const pinDigitsMin = 6;
export const pinDigitsMax = 12;

/** Why a PIN is refused; undefined when it may be used. */
export type PinProblem = 'digits' | 'simple';

/** A PIN as it was typed, in the digits that are compared. */
export function pinOf(typed: string): string {
  return latinDigits(typed.trim());
}

/** Six digits and more, and none of those that are tried first. */
export function pinProblem(typed: string): PinProblem | undefined {
  const pin = pinOf(typed);
  const hasDigits = /^\d+$/.test(pin) && pin.length >= pinDigitsMin && pin.length <= pinDigitsMax;
  if (!hasDigits) return 'digits';
  return isRepeated(pin) || isRun(pin) || isDay(pin) ? 'simple' : undefined;
}

/** 000000, 121212, 123123, 19981998. */
function isRepeated(pin: string): boolean {
  return [1, 2, 3, 4].some((length) => pin.slice(length) === pin.slice(0, -length));
}

/** 123456, 987654, 135790: the same step all the way. */
function isRun(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10);
  return new Set(steps).size === 1;
}

/** A year of birth with a month or a day beside it, as people take from their papers. */
function isDay(pin: string): boolean {
  const day = '(0[1-9]|[12]\\d|3[01])';
  const month = '(0[1-9]|1[0-2])';
  const year = '(19[3-9]\\d|20[0-3]\\d)';
  const short = '\\d\\d';
  const forms = [
    ...[`${year}${month}`, `${month}${year}`, `${year}${month}${day}`, `${day}${month}${year}`],
    ...[`${month}${day}${year}`, `${day}${month}${short}`, `${short}${month}${day}`],
  ];
  return new RegExp(`^(${forms.join('|')})$`).test(pin);
}
