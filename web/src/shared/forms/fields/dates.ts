import { parseDay } from '../expression/dates';

export function isCivilDate(value: string): boolean {
  return parseDay(value) !== undefined;
}
