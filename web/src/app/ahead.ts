import { lineState, Line } from '../shared/wire/connection';
import { isLite } from '../shared/wire/slow-line';

/** How long the door is left alone first, so that whoever types there waits for nothing; in ms. */
const pause = 300;

/**
 * Fetches what comes after the door while somebody types their password: the app, then the lists
 * and the home that nearly everybody opens first. Returns the clean-up.
 */
export function fetchAhead(): () => void {
  if (isLite() || lineState() !== Line.online) return () => undefined;
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
