import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { startPushPings } from '../../shared/pwa/push-ping';
import { startTheme } from '../../shared/ui/theme';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const address = '/v2/account/7';
const endpoint = 'https://push.example/1';

interface PushOptions {
  permission?: string;
  /** How often the browser's service fails before it answers. */
  failures?: number;
}

/** A browser that can show messages, and what it was asked. */
function withPush({ permission = 'default', failures = 0 }: PushOptions = {}) {
  let attempts = 0;
  let subscription: unknown = null;
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe: async () => {
      attempts += 1;
      if (attempts <= failures) throw new Error('the service of the browser is down');
      subscription = {
        endpoint,
        toJSON: () => ({ endpoint, keys: { auth: 'a', p256dh: 'p' } }),
        unsubscribe: async () => true,
      };
      return subscription;
    },
  };
  const registration = { pushManager };
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: {
      ready: Promise.resolve(registration),
      getRegistration: async () => registration,
    },
  });
  vi.stubGlobal('PushManager', vi.fn());
  vi.stubGlobal('Notification', { permission });
  return { attempts: () => attempts };
}

async function openAccount() {
  const server = installFakeServer({ isSignedIn: true });
  server.on('GET /webpush/config', () => ({
    body: { data: { enabled: true, vapid_public: 'key', pause_after: 20160 } },
  }));
  server.on('POST /webpush/subscriptions', () => ({ body: { data: {} } }));
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

const pushButton = () => screen.findByRole('button', { name: 'Send messages to this device' });

describe('messages to this device', () => {
  it('are explained before the browser asks', async () => {
    const push = withPush();
    const server = await openAccount();
    await userEvent.click(await pushButton());
    const dialog = within(await screen.findByRole('dialog', { name: 'Messages to this device' }));
    expect(dialog.getByText(/Messages pause .* 14 days/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Not now' }));
    expect(push.attempts()).toBe(0);
    await userEvent.click(await pushButton());
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(
      await screen.findByRole('button', { name: 'Stop messages on this device' }),
    ).toBeVisible();
    expect(server.seen('POST /webpush/subscriptions')[0]?.body).toEqual({
      data: { notification_url: endpoint, auth: 'a', p256dh: 'p' },
    });
  });

  it('are tried three times', async () => {
    const push = withPush({ failures: 2 });
    const server = await openAccount();
    await userEvent.click(await pushButton());
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(server.seen('POST /webpush/subscriptions')).toHaveLength(1));
    expect(push.attempts()).toBe(3);
  });

  it('are given up after that, with a reason', async () => {
    const push = withPush({ failures: 9 });
    await openAccount();
    await userEvent.click(await pushButton());
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    const news = within(screen.getByRole('region', { name: 'What you are told of' }));
    expect(await news.findByRole('alert')).toBeVisible();
    expect(push.attempts()).toBe(3);
  });

  it('tell where to allow them when the browser blocks them', async () => {
    withPush({ permission: 'denied' });
    await openAccount();
    expect(await screen.findByText(/^Android:/)).toBeVisible();
    expect(screen.getByText(/^iPhone and iPad:/)).toBeVisible();
  });

  it('go on while the device is used, told every quarter of an hour', async () => {
    withPush({ permission: 'granted' });
    const registration = await navigator.serviceWorker.getRegistration();
    const server = installFakeServer({ isSignedIn: true });
    server.on('PATCH /webpush/subscriptions/current', () => ({ status: 404, body: {} }));
    const pings = () => server.seen('PATCH /webpush/subscriptions/current');
    startPushPings()();
    await Promise.resolve();
    expect(pings()).toHaveLength(0);
    await registration?.pushManager.subscribe();
    vi.useFakeTimers();
    const stop = startPushPings();
    await vi.advanceTimersByTimeAsync(31 * 60 * 1000);
    expect(pings()).toHaveLength(3);
    expect(pings()[0]?.body['data']).toMatchObject({ notification_url: endpoint });
    stop();
    await vi.advanceTimersByTimeAsync(60 * 60 * 1000);
    expect(pings()).toHaveLength(3);
  });
});

/** What the device is set to; changes are told. */
function deviceWants(...wishes: readonly string[]) {
  const listeners = new Set<() => void>();
  let wanted = wishes;
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: wanted.some((wish) => query.includes(wish)),
    media: query,
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  }));
  return (...next: readonly string[]) => {
    wanted = next;
    listeners.forEach((listener) => listener());
  };
}

describe('the appearance', () => {
  const theme = () => document.documentElement.dataset['theme'];

  it('follows the device', () => {
    const become = deviceWants();
    startTheme();
    expect(theme()).toBe('light');
    become('prefers-color-scheme: dark');
    expect(theme()).toBe('dark');
    become('prefers-color-scheme: dark', 'prefers-contrast: more');
    expect(theme()).toBe('contrast');
  });

  it('is what somebody chose, also next time', async () => {
    await openAccount();
    await userEvent.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect(theme()).toBe('dark');
    deviceWants('prefers-contrast: more');
    startTheme();
    expect(theme()).toBe('dark');
    await userEvent.click(screen.getByRole('radio', { name: 'As the device is set' }));
    expect(theme()).toBe('contrast');
  });
});

describe('the keys', () => {
  it('open the search until they are switched off', async () => {
    await openAccount();
    await userEvent.click(await screen.findByRole('checkbox', { name: /lead to the search/ }));
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(window.location.pathname).toBe(address);
    await userEvent.click(screen.getByRole('checkbox', { name: /lead to the search/ }));
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('heading', { level: 1, name: /Search/ })).toBeVisible();
  });
});
