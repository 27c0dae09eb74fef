import { afterEach, describe, expect, it, vi } from 'vitest';
import { installFakeServer } from '../../test/install-fake-server';
import { pausePush, resumePush } from './pause';
import { arePaused, forgetPaused } from './paused';

/** A browser to which messages come or not. */
function browser(isTold: boolean) {
  const endpoint = 'https://push.example/2';
  const unsubscribe = vi.fn(async () => true);
  const subscription = {
    endpoint,
    unsubscribe,
    toJSON: () => ({ endpoint, keys: { auth: 'a', p256dh: 'p' } }),
  };
  const pushManager = {
    getSubscription: async () => (isTold ? subscription : null),
    subscribe: vi.fn(async () => subscription),
  };
  const registration = { pushManager };
  const value = { ready: Promise.resolve(registration), getRegistration: async () => registration };
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value });
  const server = installFakeServer({ isSignedIn: true });
  server.on('GET /webpush/config', () => ({ body: { data: { enabled: true } } }));
  server.on('POST /webpush/subscriptions', () => ({ body: { data: {} } }));
  return { server, unsubscribe, subscribe: pushManager.subscribe };
}

afterEach(() => {
  forgetPaused();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

describe('messages to a device in field mode', () => {
  it('stop without a call, and come again afterwards for the same person', async () => {
    const { server, unsubscribe, subscribe } = browser(true);
    await pausePush(7);
    expect(unsubscribe).toHaveBeenCalledOnce();
    expect(server.requests).toHaveLength(0);
    await resumePush(8);
    expect(subscribe).not.toHaveBeenCalled();
    await resumePush(7);
    expect(server.seen('POST /webpush/subscriptions')).toHaveLength(1);
    expect(arePaused(7)).toBe(false);
  });

  it('are tried again when the server could not be told', async () => {
    const { server } = browser(true);
    await pausePush(7);
    server.on('POST /webpush/subscriptions', () => ({ status: 503 }));
    await expect(resumePush(7)).rejects.toThrow();
    expect(arePaused(7)).toBe(true);
  });

  it('do not begin where none came before', async () => {
    const { subscribe } = browser(false);
    await pausePush(7);
    await resumePush(7);
    expect(subscribe).not.toHaveBeenCalled();
  });
});
