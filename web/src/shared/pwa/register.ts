import { offerUpdate } from './update';

/**
 * Registers the service worker and offers a new version when one has been downloaded. Browsers
 * that forbid workers refuse, or answer nothing: the app then works online as any page does.
 */
export async function registerWorker(container: ServiceWorkerContainer): Promise<void> {
  const registration = await answerOf(container);
  if (registration === undefined) {
    return;
  }
  if (registration.waiting && container.controller) {
    offerUpdate(registration.waiting);
  }
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && container.controller) {
        offerUpdate(worker);
      }
    });
  });
}

async function answerOf(
  container: ServiceWorkerContainer,
): Promise<ServiceWorkerRegistration | undefined> {
  try {
    // Typed as certain, but where workers are blocked the promise has been seen to hold nothing.
    const registration: ServiceWorkerRegistration | undefined =
      await container.register('/service-worker.js');
    return registration;
  } catch {
    return undefined;
  }
}
