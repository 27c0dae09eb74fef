import { isBusy, subscribeToBusy } from './busy';

let waiting: ServiceWorker | undefined;
const listeners = new Set<() => void>();

/** A new version lies ready on the device. */
export function offerUpdate(worker: ServiceWorker): void {
  waiting = worker;
  tell();
}

/** True when a new version is ready and nobody is typing. */
export function isUpdateReady(): boolean {
  return waiting !== undefined && !isBusy();
}

export function subscribeToUpdate(listener: () => void): () => void {
  listeners.add(listener);
  const stopBusy = subscribeToBusy(listener);
  return () => {
    listeners.delete(listener);
    stopBusy();
  };
}

/** Switches to the new version, unless somebody began to type meanwhile. */
export function applyUpdate(reload: () => void = () => window.location.reload()): void {
  if (!isUpdateReady()) {
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  waiting?.postMessage('activate-update');
}

/** Later is fine: the new version comes by itself at the next start. */
export function postponeUpdate(): void {
  waiting = undefined;
  tell();
}

function tell(): void {
  for (const listener of listeners) {
    listener();
  }
}
