/** What must still reach the server while the session lives: begun when it is about to end. */
const waiting = new Set<() => Promise<unknown>>();

/** Leaving waits no longer than this: a server that does not answer keeps nobody signed in. */
const patienceMs = 5_000;

/** Calls `send` before the session ends, by leaving or by the lock. Returns the clean-up. */
export function beforeLeaving(send: () => Promise<unknown>): () => void {
  waiting.add(send);
  return () => waiting.delete(send);
}

/** Settled once all that waits was sent, or could not be. */
export async function sendBeforeLeaving(): Promise<void> {
  if (waiting.size === 0) return;
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([Promise.allSettled([...waiting].map((send) => send())), late]);
}
