import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let forms: ReadonlySet<string> = new Set();

/** Says which forms of the record in sight have alerts. */
export function tellAlertForms(ids: Iterable<string>): void {
  forms = new Set(ids);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the form has an alert. */
export function useHasAlert(form: string): boolean {
  return useSyncExternalStore(subscribe, () => forms.has(form));
}
