/** So long before the limit a countdown says what will happen. */
export const countdownMs = 30_000;
/** The server's session is extended this often while somebody works. */
export const renewEveryMs = 30 * 60_000;

export type IdleState =
  { kind: 'active' } | { kind: 'counting'; secondsLeft: number } | { kind: 'over' };

/** Where the idle rule stands after so long without anybody. */
export function idleState(idleForMs: number, limitMs: number): IdleState {
  const left = limitMs - idleForMs;
  if (left > countdownMs) {
    return { kind: 'active' };
  }
  return left > 0 ? { kind: 'counting', secondsLeft: Math.ceil(left / 1000) } : { kind: 'over' };
}
