const pausedKey = 'amparo.push-paused';

/** Whether messages to this device were stopped for field mode, and are that person's. */
export function arePaused(userId: number): boolean {
  return localStorage.getItem(pausedKey) === String(userId);
}

export function notePaused(userId: number): void {
  localStorage.setItem(pausedKey, String(userId));
}

export function forgetPaused(): void {
  localStorage.removeItem(pausedKey);
}
