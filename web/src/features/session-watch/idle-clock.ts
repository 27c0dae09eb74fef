/** Limits of the idle rule that users of the contract know: 15 minutes, then a countdown of 5. */
export const idleAfterMs = 15 * 60_000;
export const countdownMs = 5 * 60_000;
/** The server's session is extended this often while somebody works. */
export const renewEveryMs = 30 * 60_000;

export type IdleState =
  { kind: 'active' } | { kind: 'counting'; secondsLeft: number } | { kind: 'over' };

/** Where the idle rule stands at `now`, when somebody was last seen at `lastSeen`. */
export function idleState(lastSeen: number, now: number): IdleState {
  const idleFor = now - lastSeen;
  if (idleFor < idleAfterMs) {
    return { kind: 'active' };
  }
  const left = idleAfterMs + countdownMs - idleFor;
  return left > 0 ? { kind: 'counting', secondsLeft: Math.ceil(left / 1000) } : { kind: 'over' };
}
