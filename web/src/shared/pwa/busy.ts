import { useEffect } from 'react';

let busyCount = 0;
const listeners = new Set<() => void>();

/** True while somebody types into a form whose content is not yet saved. */
export function isBusy(): boolean {
  return busyCount > 0;
}

export function subscribeToBusy(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Holds back updates of the app until the returned function is called. */
export function holdBusy(): () => void {
  changeBy(1);
  return () => changeBy(-1);
}

/** A form calls this with its dirty state; an update of the app waits meanwhile. */
export function useBusyWhile(busy: boolean): void {
  useEffect(() => (busy ? holdBusy() : undefined), [busy]);
}

function changeBy(step: number): void {
  busyCount += step;
  for (const listener of listeners) {
    listener();
  }
}
