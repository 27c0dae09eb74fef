import { sessionState, subscribeToSession } from '../shared/session/session';

/**
 * Keeps the app for later visits. Where it is kept already, newer versions are looked for at once;
 * a first visit fetches all of it only when somebody is in and has their page, so that on a slow
 * line nothing is fetched beside what they wait for.
 */
export function startWorker(container: ServiceWorkerContainer): void {
  if (container.controller !== null) {
    window.addEventListener('load', () => void register(container, false));
    return;
  }
  const stop = subscribeToSession(registerOnce);
  registerOnce();
  function registerOnce(): void {
    if (sessionState().phase !== 'signed-in') return;
    stop();
    void register(container, true);
  }
}

async function register(container: ServiceWorkerContainer, whenQuiet: boolean): Promise<void> {
  const { registerWorker } = await import('../shared/pwa/register');
  const { networkQuiet } = await import('../shared/pwa/quiet');
  if (whenQuiet) await networkQuiet();
  await registerWorker(container);
}
