import { renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { holdBusy, isBusy, subscribeToBusy, useBusyWhile } from './busy';
import { registerWorker } from './register';
import {
  applyUpdate,
  isUpdateReady,
  offerUpdate,
  postponeUpdate,
  subscribeToUpdate,
} from './update';
import { isTooOld, loadNewVersion } from './versions';

function downloadedVersion() {
  const told: unknown[] = [];
  const worker = Object.assign(new EventTarget(), {
    onerror: null,
    onstatechange: null,
    scriptURL: '/service-worker.js',
    state: 'installed' as const,
    postMessage: (message: unknown) => void told.push(message),
  });
  return { worker, told };
}

function withContainer(): EventTarget {
  const container = new EventTarget();
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: container });
  return container;
}

describe('being busy', () => {
  it('lasts while a form is dirty', () => {
    const { rerender, unmount } = renderHook(({ dirty }) => useBusyWhile(dirty), {
      initialProps: { dirty: false },
    });
    expect(isBusy()).toBe(false);
    rerender({ dirty: true });
    expect(isBusy()).toBe(true);
    unmount();
    expect(isBusy()).toBe(false);
  });

  it('counts several forms and tells listeners', () => {
    const listener = vi.fn();
    const stop = subscribeToBusy(listener);
    const first = holdBusy();
    const second = holdBusy();
    first();
    expect(isBusy()).toBe(true);
    second();
    expect(isBusy()).toBe(false);
    expect(listener).toHaveBeenCalledTimes(4);
    stop();
  });
});

describe('an update', () => {
  it('is applied on request and reloads once the new version is in charge', () => {
    const container = withContainer();
    const reload = vi.fn();
    const { worker, told } = downloadedVersion();
    offerUpdate(worker);
    applyUpdate(reload);
    expect(told).toEqual(['activate-update']);
    expect(reload).not.toHaveBeenCalled();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledTimes(1);
    postponeUpdate();
  });

  it('never happens while somebody types', () => {
    withContainer();
    const { worker, told } = downloadedVersion();
    const release = holdBusy();
    offerUpdate(worker);
    expect(isUpdateReady()).toBe(false);
    applyUpdate();
    expect(told).toEqual([]);
    release();
    expect(isUpdateReady()).toBe(true);
    postponeUpdate();
    expect(isUpdateReady()).toBe(false);
  });

  it('tells listeners when it is offered and when typing ends', () => {
    const listener = vi.fn();
    const stop = subscribeToUpdate(listener);
    offerUpdate(downloadedVersion().worker);
    holdBusy()();
    expect(listener).toHaveBeenCalledTimes(3);
    stop();
    postponeUpdate();
    expect(listener).toHaveBeenCalledTimes(3);
  });
});

describe('the version of the app', () => {
  it('is compared number by number with the oldest that the server works with', () => {
    expect(isTooOld('0.2.0', '0.1.9')).toBe(true);
    expect(isTooOld('0.10.0', '0.9.0')).toBe(true);
    expect(isTooOld('1.0', '1.0.3')).toBe(false);
    expect(isTooOld('0.1.0', '0.1.0')).toBe(false);
    expect(isTooOld('0.1.0', '1.0.0')).toBe(false);
    expect(isTooOld(undefined, '0.0.1')).toBe(false);
    expect(isTooOld('0.0.1')).toBe(false);
  });

  it('is replaced at once where no worker holds a newer one', async () => {
    const reload = vi.fn();
    Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: undefined });
    await loadNewVersion(reload);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is replaced by the one that the worker fetches', async () => {
    const { worker, told } = downloadedVersion();
    const reload = vi.fn();
    const registration = {
      update: () => {
        offerUpdate(worker);
        return Promise.resolve();
      },
    };
    const held = Object.assign(new EventTarget(), {
      getRegistration: () => Promise.resolve(registration),
    });
    Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: held });
    await loadNewVersion(reload);
    expect(told).toEqual(['activate-update']);
    expect(reload).not.toHaveBeenCalled();
    held.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledTimes(1);
    postponeUpdate();
  });
});

function container(register: () => Promise<unknown>): ServiceWorkerContainer {
  const fake = Object.assign(new EventTarget(), { controller: {}, register });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: fake });
  return navigator.serviceWorker;
}

describe('registering the service worker', () => {
  it('offers a version that waits already', async () => {
    const { worker } = downloadedVersion();
    const registration = Object.assign(new EventTarget(), { waiting: worker, installing: null });
    await registerWorker(container(() => Promise.resolve(registration)));
    expect(isUpdateReady()).toBe(true);
    postponeUpdate();
  });

  it('offers a version once it is downloaded', async () => {
    const { worker } = downloadedVersion();
    const registration = Object.assign(new EventTarget(), { waiting: null, installing: worker });
    await registerWorker(container(() => Promise.resolve(registration)));
    expect(isUpdateReady()).toBe(false);
    registration.dispatchEvent(new Event('updatefound'));
    worker.dispatchEvent(new Event('statechange'));
    expect(isUpdateReady()).toBe(true);
    postponeUpdate();
  });

  it('is silent where workers are blocked', async () => {
    await registerWorker(container(() => Promise.resolve(undefined)));
    await registerWorker(container(() => Promise.reject(new Error('blocked'))));
    expect(isUpdateReady()).toBe(false);
  });
});
