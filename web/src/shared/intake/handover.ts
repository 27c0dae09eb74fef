/** Values that search-before-create hands to the new form: field name → value. */
export type Handover = Readonly<Record<string, unknown>>;

let waiting: Handover | undefined;

/** Kept in memory only: a child's name never travels in an address. */
export function leaveHandover(values: Handover): void {
  waiting = values;
}

/** The waiting values; they stay until `forgetHandover`, so that React may render twice. */
export function readHandover(): Handover {
  return waiting ?? {};
}

export function forgetHandover(): void {
  waiting = undefined;
}
