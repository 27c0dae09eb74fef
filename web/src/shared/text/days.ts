/** The calendar day of an instant on the clock of this device, as the wire writes days. */
export function localDay(instant: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return [
    String(instant.getFullYear()).padStart(4, '0'),
    two(instant.getMonth() + 1),
    two(instant.getDate()),
  ].join('-');
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from one `YYYY-MM-DD` to another; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The day so many days later, or earlier with a negative number. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}
