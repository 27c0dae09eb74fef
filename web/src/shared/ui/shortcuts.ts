const storageKey = 'amparo.shortcuts';
const off = 'off';

/** Whether keys lead somewhere on this device: voice control and shaky hands press them unasked. */
export function hasShortcuts(): boolean {
  return localStorage.getItem(storageKey) !== off;
}

/** Whether the key is a letter of what somebody writes. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Switches them for this device. */
export function keepShortcuts(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, off);
}
