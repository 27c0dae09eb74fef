const storageKey = 'amparo.shortcuts';
const off = 'off';

/** Whether keys lead somewhere on this device: voice control and shaky hands press them unasked. */
export function hasShortcuts(): boolean {
  return localStorage.getItem(storageKey) !== off;
}

/** Switches them for this device. */
export function keepShortcuts(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, off);
}
