import { isMask } from '../forms/mask';

/** Values that search-before-create hands to the new form: field name → value. */
export type Handover = Readonly<Record<string, unknown>>;

let waiting: Handover | undefined;

/**
 * Kept in memory only: a child's name never travels in an address. What one record protects is not
 * known here, so that nothing of it stands in another one, and no asterisks either.
 */
export function leaveHandover(values: Handover): void {
  waiting = Object.fromEntries(Object.entries(values).filter(([, value]) => !isMask(value)));
}

/** The waiting values; they stay until `forgetHandover`, so that React may render twice. */
export function readHandover(): Handover {
  return waiting ?? {};
}

export function forgetHandover(): void {
  waiting = undefined;
}
