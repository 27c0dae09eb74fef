import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockSession, sessionState, startSession } from '../../shared/session/session';
import { caseWorker } from '../../test/fake-data';
import { renderApp } from '../../test/render-app';
import { countdownMs, idleState, renewEveryMs } from './idle-clock';
import { IdleWatch } from './IdleWatch';
import { initialsOf } from './initials';

const limitMs = 5 * 60_000;

describe('the idle rule', () => {
  it.each([
    [0, { kind: 'active' }],
    [limitMs - countdownMs - 1, { kind: 'active' }],
    [limitMs - countdownMs, { kind: 'counting', secondsLeft: 30 }],
    [limitMs - 1, { kind: 'counting', secondsLeft: 1 }],
    [limitMs, { kind: 'over' }],
  ])('after %i ms is %j', (idleFor, state) => {
    expect(idleState(idleFor, limitMs)).toEqual(state);
  });
});

describe('the watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const watch = new IdleWatch(limitMs);
    return { watch, stop: watch.start() };
  }

  it('takes every key as a sign of life, also while the countdown runs', () => {
    const { watch, stop } = watched();
    vi.advanceTimersByTime(limitMs - countdownMs);
    expect(watch.state().kind).toBe('counting');
    window.dispatchEvent(new Event('keydown'));
    expect(watch.state()).toEqual({ kind: 'active' });
    stop();
  });

  it('is over at the limit, and no key changes that', () => {
    const { watch, stop } = watched();
    const listener = vi.fn();
    const unsubscribe = watch.subscribe(listener);
    vi.advanceTimersByTime(limitMs);
    expect(watch.state()).toEqual({ kind: 'over' });
    window.dispatchEvent(new Event('keydown'));
    expect(watch.state()).toEqual({ kind: 'over' });
    expect(listener).toHaveBeenCalled();
    unsubscribe();
    stop();
  });

  it('counts the time asleep: the first key after a night opens nothing', () => {
    const { watch, stop } = watched();
    const now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now + 8 * 3_600_000);
    window.dispatchEvent(new Event('keydown'));
    expect(watch.state()).toEqual({ kind: 'over' });
    stop();
  });

  it('keeps to another limit once it is known', () => {
    const { watch, stop } = watched();
    vi.advanceTimersByTime(90_000);
    watch.limit(60_000);
    expect(watch.state()).toEqual({ kind: 'over' });
    stop();
  });

  it('does not watch after its end', () => {
    const { watch, stop } = watched();
    stop();
    vi.advanceTimersByTime(limitMs);
    expect(watch.state()).toEqual({ kind: 'active' });
  });
});

/** Time jumps ahead without waiting; the tick of a second notices it. */
function idleFor(ms: number) {
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + ms);
}

describe('the countdown', () => {
  it('is stopped with one press', async () => {
    await renderApp({ isSignedIn: true });
    idleFor(limitMs - 10_000);
    const dialog = await screen.findByRole('alertdialog', { name: 'Are you still there?' });
    expect(within(dialog).getByText(/Time left: \d+ seconds/)).toBeVisible();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Continue working' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(sessionState()).toMatchObject({ phase: 'signed-in', locked: false });
  });
});

describe('the limit', () => {
  it.each([
    [2, 2],
    [20, 5],
    [null, 5],
  ])('of a role with %j minutes is the stricter: %i', async (ofRole, minutes) => {
    const user = { ...caseWorker, session_lock_minutes: ofRole };
    await renderApp({ isSignedIn: true, user });
    idleFor(minutes * 60_000 - 10_000);
    expect(await screen.findByRole('alertdialog', { name: 'Are you still there?' })).toBeVisible();
    idleFor(minutes * 60_000 + 1000);
    expect(await screen.findByRole('heading', { name: 'Amparo is locked' })).toBeVisible();
  });
});

describe('the lock', () => {
  it('covers the page, ends the server’s session and keeps what was typed', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/search' });
    const box = await screen.findByRole('searchbox');
    await userEvent.type(box, 'Ami');
    idleFor(limitMs + 1000);
    expect(await screen.findByRole('heading', { name: 'Amparo is locked' })).toBeVisible();
    expect(document.documentElement).toHaveAttribute('data-locked');
    expect(document.title).toBe('Locked · Amparo');
    await waitFor(() => expect(server.seen('DELETE /tokens')).toHaveLength(1));
    server.isSignedIn = false;
    await userEvent.type(screen.getByLabelText('Password'), 'wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText('The password is not right.')).toBeVisible();
    await userEvent.clear(screen.getByLabelText('Password'));
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    await waitFor(() => expect(document.documentElement).not.toHaveAttribute('data-locked'));
    expect(box).toBeVisible();
    expect(box).toHaveValue('Ami');
    expect(document.title).not.toBe('Locked · Amparo');
    expect(server.seen('POST /tokens').at(-1)?.body).toEqual({
      user: { user_name: 'nadia', password: 'correct horse battery' },
    });
  });

  it('lets somebody sign out instead', async () => {
    await renderApp({ isSignedIn: true });
    act(lockSession);
    await screen.findByRole('heading', { name: 'Amparo is locked' });
    const lock = within(document.querySelector<HTMLElement>('.lock') ?? document.body);
    await userEvent.click(lock.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByText('You have signed out.')).toBeVisible();
    expect(document.documentElement).not.toHaveAttribute('data-locked');
  });

  it('is not opened by loading the page anew', async () => {
    const server = await renderApp({ isSignedIn: true });
    server.on('DELETE /tokens', () => ({ status: 503 }));
    act(lockSession);
    await act(startSession);
    expect(await screen.findByText(/nothing happened for a while/)).toBeVisible();
  });

  it('stops keys that would act behind it', async () => {
    await renderApp({ isSignedIn: true });
    act(lockSession);
    await screen.findByRole('heading', { name: 'Amparo is locked' });
    const heard = vi.fn();
    window.addEventListener('keydown', heard);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
    window.removeEventListener('keydown', heard);
    expect(heard).not.toHaveBeenCalled();
  });

  it('opens with the same person in another tab, and ends with another person', async () => {
    await renderApp({ isSignedIn: true });
    const otherTab = new BroadcastChannel('amparo.lock');
    act(lockSession);
    otherTab.postMessage(7);
    await waitFor(() => expect(sessionState()).toMatchObject({ locked: false }));
    act(lockSession);
    otherTab.postMessage(8);
    await waitFor(() => expect(sessionState()).toMatchObject({ phase: 'signed-out' }));
    otherTab.close();
  });

  it.each([
    ['Nadia Haddad', 'NH'],
    ['nadia', 'N'],
    ['Ana María  del Río', 'AR'],
    ['نادية حداد', 'نح'],
    ['', ''],
  ])('knows %s by %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
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
