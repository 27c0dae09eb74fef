import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '../../test/render-app';
import { countdownMs, idleAfterMs, idleState, renewEveryMs } from './idle-clock';
import { IdleWatch } from './IdleWatch';

describe('the idle rule', () => {
  it.each([
    [0, { kind: 'active' }],
    [idleAfterMs - 1, { kind: 'active' }],
    [idleAfterMs, { kind: 'counting', secondsLeft: 300 }],
    [idleAfterMs + countdownMs - 1, { kind: 'counting', secondsLeft: 1 }],
    [idleAfterMs + countdownMs, { kind: 'over' }],
  ])('after %i ms is %j', (idleFor, state) => {
    expect(idleState(1000, 1000 + idleFor)).toEqual(state);
  });
});

describe('the watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const watch = new IdleWatch();
    return { watch, stop: watch.start() };
  }

  it('takes every key as a sign of life until the countdown runs', () => {
    const { watch, stop } = watched();
    vi.advanceTimersByTime(idleAfterMs - 1000);
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(idleAfterMs - 1000);
    expect(watch.state()).toEqual({ kind: 'active' });
    vi.advanceTimersByTime(1000);
    expect(watch.state().kind).toBe('counting');
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(1000);
    expect(watch.state().kind).toBe('counting');
    watch.stay();
    expect(watch.state()).toEqual({ kind: 'active' });
    stop();
  });

  it('ends after the countdown and tells its listeners', () => {
    const { watch, stop } = watched();
    const listener = vi.fn();
    const unsubscribe = watch.subscribe(listener);
    vi.advanceTimersByTime(idleAfterMs + countdownMs);
    expect(watch.state()).toEqual({ kind: 'over' });
    expect(listener).toHaveBeenCalled();
    unsubscribe();
    stop();
  });

  it('does not watch after its end', () => {
    const { watch, stop } = watched();
    stop();
    vi.advanceTimersByTime(idleAfterMs + countdownMs);
    expect(watch.state()).toEqual({ kind: 'active' });
  });
});

/** Time jumps ahead without waiting; the tick of a second notices it. */
async function afterIdling(ms: number) {
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + ms);
  await screen.findByRole('alertdialog', { name: 'Are you still there?' });
}

describe('the countdown', () => {
  it('is stopped with one press', async () => {
    await renderApp({ isSignedIn: true });
    await afterIdling(idleAfterMs + 1000);
    const dialog = screen.getByRole('alertdialog');
    expect(within(dialog).getByText('Time left: 4 minutes')).toBeVisible();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue working' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
  });

  it('ends the session when nobody answers, and keeps the place', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/support' });
    await afterIdling(idleAfterMs + 1000);
    const now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now + countdownMs);
    expect(await screen.findByText(/nothing happened for a while/)).toBeVisible();
    expect(server.seen('DELETE /tokens')).toHaveLength(1);
    expect(sessionStorage.getItem('amparo.wanted')).toBe('/v2/support');
  });
});

describe('renewing', () => {
  it('extends the session of somebody who works', async () => {
    const every = vi.spyOn(globalThis, 'setInterval');
    const server = await renderApp({ isSignedIn: true });
    const renew = every.mock.calls.find(([, ms]) => ms === renewEveryMs)?.[0];
    expect(server.seen('POST /tokens')).toHaveLength(1);
    renew?.();
    await waitFor(() => expect(server.seen('POST /tokens')).toHaveLength(2));
    expect(server.seen('POST /tokens')[1]?.body).toEqual({});
  });
});

describe('a session that ends while somebody works', () => {
  it('asks for the password over the page and goes on', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/cases' });
    await screen.findByRole('table');
    server.isSignedIn = false;
    await userEvent.click(screen.getByRole('button', { name: 'Age' }));
    const dialog = await screen.findByRole('dialog', { name: 'Please sign in again' });
    expect(within(dialog).getByText('nadia')).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText('Password'), 'wrong');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
    expect(await within(dialog).findByText('The password is not right.')).toBeVisible();
    await userEvent.clear(within(dialog).getByLabelText('Password'));
    await userEvent.type(within(dialog).getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(await screen.findByRole('table')).toBeVisible();
    expect(window.location.search).toContain('order_by=age');
  });

  it('lets the person leave instead', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/cases' });
    await screen.findByRole('table');
    server.isSignedIn = false;
    await userEvent.click(screen.getByRole('button', { name: 'Age' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Leave this page' }));
    expect(await screen.findByText(/Your session has ended/)).toBeVisible();
    expect(sessionStorage.getItem('amparo.wanted')).toContain('/v2/cases');
  });

  it('says when the server does not answer', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/cases' });
    await screen.findByRole('table');
    server.isSignedIn = false;
    await userEvent.click(screen.getByRole('button', { name: 'Age' }));
    const dialog = await screen.findByRole('dialog', { name: 'Please sign in again' });
    server.on('POST /tokens', () => ({ status: 503 }));
    await userEvent.type(within(dialog).getByLabelText('Password'), 'x');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue' }));
    expect(await within(dialog).findByText(/busy or being updated/)).toBeVisible();
  });
});
