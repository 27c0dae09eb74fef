/** Says that a passkey was used in this browser; not whose. */
const mark = 'amparo.passkey';

/** Whether it is worth offering a passkey at the door. */
export function knowsKey(): boolean {
  return localStorage.getItem(mark) !== null;
}

export function noteKey(): void {
  localStorage.setItem(mark, 'yes');
}
