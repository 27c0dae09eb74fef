import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lockSession, signIn, signOut } from '../../../../shared/session/session';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { cutTheLine, installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';
import { holdMs, Parcel } from './parcel';

const path = `/cases/${recordId}`;
const credentials = { userName: 'nadia', password: 'correct horse battery' };
const route = `POST ${path}/referrals`;

async function openDialog(data: object = {}) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record, ...data });
  server.on('GET /users/refer-to', () => ({ body: { data: [{ user_name: 'amal' }] } }));
  server.on('GET /roles', () => ({ body: { data: [] } }));
  server.on(`GET ${path}/referrals/preview`, () => ({
    body: { data: { forms: {}, fields: [], record: {} } },
  }));
  server.on(route, () => ({ body: { data: { id: 'x' } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}`, language: 'en' });
  return server;
}

async function dialogNow() {
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Refer' }));
  return within(await screen.findByRole('dialog', { name: 'Refer' }));
}

/** A referral to somebody outside, with the note "soon": confirmed, and so held back. */
async function refer() {
  const server = await openDialog();
  const dialog = await dialogNow();
  await userEvent.click(
    dialog.getByRole('checkbox', { name: 'The recipient does not use this system' }),
  );
  await userEvent.type(dialog.getByRole('textbox', { name: /Name of the recipient/ }), 'Clinic');
  await userEvent.type(dialog.getByRole('textbox', { name: 'Notes' }), 'soon');
  await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
  expect(await screen.findByRole('button', { name: 'Send now' })).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  return server;
}

describe('a referral that is held back', () => {
  it('reaches nobody when it is undone, and the dialog keeps what was filled in', async () => {
    const server = await refer();
    expect(screen.getByText(/Clinic/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/Nothing was sent/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull();
    const again = await dialogNow();
    expect(again.getByRole('textbox', { name: 'Notes' })).toHaveValue('soon');
    expect(again.getByRole('textbox', { name: /Name of the recipient/ })).toHaveValue('Clinic');
    expect(server.seen(route)).toEqual([]);
  });

  it('does not come back once it was given up', async () => {
    await refer();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    const again = await dialogNow();
    await userEvent.click(again.getByRole('button', { name: 'Cancel' }));
    const third = await dialogNow();
    expect(third.getByRole('textbox', { name: 'Notes' })).toHaveValue('');
  });

  it('goes out at once when somebody says so', async () => {
    const server = await refer();
    expect(server.seen(route)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(route)).toHaveLength(1);
  });

  it.each([
    ['the page is left', () => window.dispatchEvent(new Event('pagehide'))],
    ['the app is locked', () => lockSession()],
    ['somebody signs out', () => signOut()],
  ])('goes out when %s', async (_, leave) => {
    const server = await refer();
    await act(async () => leave());
    await waitFor(() => expect(server.seen(route)).toHaveLength(1));
  });

  it('is sent before the session ends', async () => {
    const server = await refer();
    await act(() => signOut());
    const order = server.requests.map(({ method, path: to }) => `${method} ${to}`);
    expect(order.indexOf(route)).toBeGreaterThan(0);
    expect(order.indexOf(route)).toBeLessThan(order.indexOf('DELETE /tokens'));
  });

  it('says why it was refused, and the dialog keeps what was filled in', async () => {
    const server = await refer();
    server.on(route, () => ({
      status: 422,
      body: { errors: [{ status: 422, message: 'transition.errors.status', detail: 'base' }] },
    }));
    await userEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText(/Nothing was sent/)).toBeVisible();
    const again = await dialogNow();
    expect(again.getByRole('textbox', { name: 'Notes' })).toHaveValue('soon');
  });
});

describe('a parcel', () => {
  afterEach(() => void vi.useRealTimers());

  function parcelOf() {
    vi.useFakeTimers();
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    server.on(route, () => ({ body: { data: { record_access_denied: true } } }));
    const told = { onSent: vi.fn(), onRefused: vi.fn(), onLost: vi.fn() };
    const deed = { method: 'POST', path: '/referrals', data: { notes: 'soon' } } as const;
    return { server, told, parcel: new Parcel({ address: path, deed, ...told }) };
  }

  it('waits half a minute and then goes once', async () => {
    const { server, told, parcel } = parcelOf();
    await vi.advanceTimersByTimeAsync(holdMs - 1);
    expect(server.seen(route)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told.onSent).toHaveBeenCalledWith(true);
    expect(parcel.phase).toBe('gone');
    expect(parcel.undo()).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * holdMs);
    window.dispatchEvent(new Event('pagehide'));
    expect(server.seen(route)).toHaveLength(1);
  });

  it('goes again under the same key until the server answers', async () => {
    const { told, parcel } = parcelOf();
    cutTheLine();
    await vi.advanceTimersByTimeAsync(holdMs);
    expect(parcel.phase).toBe('waiting');
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    const keys: (string | null)[] = [];
    server.on(route, ({ headers }) => {
      keys.push(headers.get('Idempotency-Key'));
      return keys.length === 1 ? { status: 401 } : { body: { data: {} } };
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.onSent).toHaveBeenCalledOnce();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(told.onRefused).not.toHaveBeenCalled();
  });

  it('waits for its own person while the app is locked', async () => {
    const { server, told, parcel } = parcelOf();
    await signIn(credentials);
    server.on(route, () => ({ status: 503 }));
    lockSession();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.seen(route)).toHaveLength(1);
    expect(parcel.phase).toBe('waiting');
    server.on(route, () => ({ body: { data: {} } }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.seen(route)).toHaveLength(1);
    await signIn(credentials);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.seen(route)).toHaveLength(2);
    expect(told.onSent).toHaveBeenCalledOnce();
    await signOut();
  });

  it('goes out when the page is hidden: it may never be shown again', async () => {
    const { server } = parcelOf();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(server.seen(route)).toHaveLength(1);
  });
});
