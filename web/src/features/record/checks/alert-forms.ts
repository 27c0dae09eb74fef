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

/** Whether one of the forms has an alert. */
export function useHasAlert(...ids: readonly string[]): boolean {
  return useSyncExternalStore(subscribe, () => ids.some((id) => forms.has(id)));
}
