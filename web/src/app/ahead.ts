/** How long the door is left alone first, so that whoever types there waits for nothing; in ms. */
const pause = 300;

/** Whether somebody pays for each byte: then nothing is fetched that may not be needed. */
function savesData(): boolean {
  if (!('connection' in navigator)) return false;
  const { connection } = navigator;
  return typeof connection === 'object' && connection !== null && 'saveData' in connection
    ? connection.saveData === true
    : false;
}

/**
 * Fetches what comes after the door while somebody types their password: the app, then the lists
 * and the home that nearly everybody opens first. Returns the clean-up.
 */
export function fetchAhead(): () => void {
  if (savesData()) return () => undefined;
  let isLeft = false;
  const timer = setTimeout(() => void fetchAll().catch(() => undefined), pause);
  async function fetchAll(): Promise<void> {
    await import('./App');
    if (!isLeft) await import('./RecordListRoute');
    // Whoever is in by now fetches what they open, and nothing beside it.
    if (!isLeft) await import('../features/home/HomeScreen');
  }
  return () => {
    isLeft = true;
    clearTimeout(timer);
  };
}
