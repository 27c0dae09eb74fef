import { waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { sessionState, startSession } from '../shared/session/session';
import { installFakeServer } from '../test/install-fake-server';
import { fetchAhead } from './ahead';
import { startWorker } from './worker';

/** What a browser keeps of workers: whether one is in charge, and who asked for one. */
function workers(controller: object | null) {
  const register = vi.fn(() => Promise.resolve(undefined));
  const value = Object.assign(new EventTarget(), { controller, register });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value });
  return { register, container: navigator.serviceWorker };
}

describe('keeping the app for later visits', () => {
  it('waits on a first visit until somebody is in', async () => {
    installFakeServer({ isSignedIn: false });
    await startSession();
    const { container, register } = workers(null);
    startWorker(container);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sessionState().phase).toBe('signed-out');
    expect(register).not.toHaveBeenCalled();

    installFakeServer({ isSignedIn: true });
    localStorage.setItem('amparo.session', '1');
    await startSession();
    expect(sessionState().phase).toBe('signed-in');
    await waitFor(() => expect(register).toHaveBeenCalledTimes(1));
  });

  it('looks for a newer version as soon as the page is there', async () => {
    const { container, register } = workers({});
    startWorker(container);
    expect(register).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('load'));
    await waitFor(() => expect(register).toHaveBeenCalledWith('/service-worker.js'));
  });
});

describe('fetching what comes after the door', () => {
  function withConnection(connection: unknown) {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: connection });
  }

  it('is left to later where each byte is paid for', () => {
    vi.useFakeTimers();
    withConnection({ saveData: true });
    fetchAhead();
    expect(vi.getTimerCount()).toBe(0);
    Reflect.deleteProperty(navigator, 'connection');
  });

  it('begins after a moment, unless the door is left before', () => {
    vi.useFakeTimers();
    withConnection({ saveData: false });
    const stop = fetchAhead();
    expect(vi.getTimerCount()).toBe(1);
    stop();
    expect(vi.getTimerCount()).toBe(0);
    Reflect.deleteProperty(navigator, 'connection');
  });
});
