/** From when to when each day, `HH:MM`; over midnight when `to` is the earlier one. */
export interface DayHours {
  readonly from: string;
  readonly to: string;
}

export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether both are times of day, and not the same. */
export function areHours({ from, to }: DayHours): boolean {
  return isTimeOfDay(from) && isTimeOfDay(to) && from !== to;
}
