import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: (string | { url: string; revision: string | null })[];
};

// Only application files are ever stored. Answers of the API pass through untouched.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Every page of the app is the cached shell, with no wait for the network.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    allowlist: [/^\/$/, /^\/v2(\/|$)/],
    denylist: [/^\/api\//, /^\/health/],
  }),
);

// The page asks for this once nothing is being typed anywhere.
self.addEventListener('message', (event) => {
  if (event.data === 'activate-update') {
    void self.skipWaiting();
  }
});
