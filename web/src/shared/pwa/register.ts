import { offerUpdate } from './update';

/** Registers the service worker and offers a new version when one has been downloaded. */
async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  if (registration.waiting !== null && navigator.serviceWorker.controller !== null) {
    offerUpdate(registration.waiting);
  }
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) {
        offerUpdate(worker);
      }
    });
  });
}

void register();
