export interface DateRange {
  from: string | null;
  to: string | null;
}

/** `2024-01-01..2024-01-31` → its two days; either may be open. */
export function dateRange(value: string | undefined): DateRange {
  const [from = '', to = ''] = value?.split('..') ?? [];
  return { from: from === '' ? null : from, to: to === '' ? null : to };
}

/** The range as the server reads it, both days included; undefined when both are open. */
export function dateRangeValue(from: string | null, to: string | null): string | undefined {
  return from === null && to === null ? undefined : `${from ?? ''}..${to ?? ''}`;
}
