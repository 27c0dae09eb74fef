import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { pathOf, pushNotice, type PushText, tagOf } from './push-notice';

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

function pushText(data: PushMessageData | null): PushText {
  try {
    const parsed: PushText = data?.json() ?? {};
    return parsed;
  } catch {
    return {};
  }
}

async function show(text: PushText): Promise<void> {
  const earlier = await self.registration.getNotifications({ tag: tagOf(text) });
  const { title, options } = pushNotice(
    text,
    earlier.map(({ data }): unknown => data),
  );
  await self.registration.showNotification(title, options);
}

self.addEventListener('push', (event) => {
  event.waitUntil(show(pushText(event.data)));
});

// Opens the record in the app that is open already, else in a new window.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openAt(pathOf(event.notification.data)));
});

async function openAt(address: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (open === undefined) {
    await self.clients.openWindow(address);
    return;
  }
  await open.navigate(address);
  await open.focus();
}
