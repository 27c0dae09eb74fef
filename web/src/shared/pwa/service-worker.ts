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

interface PushText {
  title?: string;
  body?: string;
  /** `<host>/v2/<record route>/<id>`, without scheme. */
  link?: string;
}

/** The message as the server wrote it; it never names a person. */
function pushText(data: PushMessageData | null): PushText {
  try {
    const parsed: PushText = data?.json() ?? {};
    return parsed;
  } catch {
    return {};
  }
}

self.addEventListener('push', (event) => {
  // The server says the name that the app has here.
  const { title = '•', body = '', link = '' } = pushText(event.data);
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      icon: '/icons/icon-192.png',
      data: link.replace(/^[^/]*/, ''),
    }),
  );
});

// Opens the record in the app that is open already, else in a new window.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path: unknown = event.notification.data;
  const address = typeof path === 'string' && path.startsWith('/v2/') ? path : '/v2/dashboards';
  event.waitUntil(openAt(address));
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
