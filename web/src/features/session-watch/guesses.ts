const freeGuesses = 5;
const firstPauseMs = 30_000;
/** So many, and what the server could give again is not kept for more of them. */
export const guessesMost = 10;

let wrong = 0;
let until = 0;

/** After five wrong passwords each further one costs 30 s, 60 s, … on the clock nobody can set. */
export function noteWrongPassword(): number {
  wrong += 1;
  if (wrong >= freeGuesses) until = performance.now() + firstPauseMs * 2 ** (wrong - freeGuesses);
  return wrong;
}

export function forgetWrongPasswords(): void {
  wrong = 0;
  until = 0;
}

/** Seconds until the next password is looked at. */
export function secondsToWait(): number {
  return Math.max(0, Math.ceil((until - performance.now()) / 1000));
}
