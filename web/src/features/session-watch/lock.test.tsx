import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasPin, knownWays, setPin, windowKey } from '../../shared/lock/keys';
import { lockSettled } from '../../shared/lock/lock';
import { isAnythingSealed } from '../../shared/lock/sealing';
import { keptDrafts } from '../../shared/records/drafts';
import { lockSession, sessionState } from '../../shared/session/session';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import type { FakeServer } from '../../test/fake-server';
import { cutTheLine, installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { forgetWrongPasswords } from './guesses';

const password = 'correct horse battery';
const pin = '402957';

/** Signs in by the form, as only then the window knows the password. */
async function signedInAt(address: string): Promise<FakeServer> {
  const server = installFakeServer({ user: recordWorker });
  serveRecord(server, record);
  await renderApp({ server, address });
  await userEvent.type(await screen.findByLabelText('User name'), 'nadia');
  await userEvent.type(screen.getByLabelText('Password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(knownWays()).toBeDefined());
  return server;
}

async function locked(): Promise<void> {
  act(lockSession);
  await act(lockSettled);
  await screen.findByRole('heading', { name: 'Amparo is locked' });
}

async function unlockWith(text: string, label = 'Password'): Promise<void> {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
  await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
}

const isOpen = () => waitFor(() => expect(sessionState()).toMatchObject({ locked: false }));

/** Types into the record's form. */
async function typeNickname(): Promise<void> {
  const field = await screen.findByLabelText('Nickname');
  await userEvent.clear(field);
  await userEvent.type(field, 'Ami');
}

afterEach(() => {
  forgetWrongPasswords();
  vi.restoreAllMocks();
});

describe('what the lock seals', () => {
  it('the screens go away with all they held, and come back as they were', async () => {
    const server = await signedInAt(`/v2/cases/${recordId}/edit`);
    await typeNickname();
    await locked();
    expect(document.body.innerHTML).not.toContain('Ami');
    expect(screen.queryByLabelText('Nickname')).not.toBeInTheDocument();
    expect(keptDrafts()).toEqual([]);
    expect(isAnythingSealed()).toBe(true);
    expect(windowKey()).toBeUndefined();
    expect(screen.getByText('Records with unsaved answers: 1')).toBeVisible();
    await waitFor(() => expect(server.seen('DELETE /tokens')).toHaveLength(1));

    await unlockWith(password);
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
    expect(isAnythingSealed()).toBe(false);
    expect(server.seen('POST /tokens')).toHaveLength(2);
  });

  it('what is typed in a window stays behind the lock, where no draft keeps it', async () => {
    await signedInAt('/v2/cases');
    const search = await screen.findByRole('searchbox');
    await userEvent.type(search, 'Lina');
    await locked();
    expect(search).toBeInTheDocument();
    await unlockWith(password);
    await isOpen();
    expect(search).toHaveValue('Lina');
  });

  it('is forgotten with whoever signs out', async () => {
    await signedInAt(`/v2/cases/${recordId}/edit`);
    await typeNickname();
    await locked();
    const lock = within(document.querySelector<HTMLElement>('.lock') ?? document.body);
    await userEvent.click(lock.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByText('You have signed out.')).toBeVisible();
    expect(isAnythingSealed()).toBe(false);
    expect(knownWays()).toBeUndefined();
  });
});

describe('without a line', () => {
  it('the password opens what was open, and a wrong one does not', async () => {
    await signedInAt(`/v2/cases/${recordId}/edit`);
    await typeNickname();
    await locked();
    cutTheLine();
    await unlockWith('wrong');
    expect(await screen.findByText('The password is not right.')).toBeVisible();
    expect(isAnythingSealed()).toBe(true);
    await unlockWith(password);
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
  });
});

describe('a password of another day', () => {
  it('opens nothing when the server knows another one, until that is given too', async () => {
    const server = await signedInAt(`/v2/cases/${recordId}/edit`);
    await typeNickname();
    await locked();
    server.on('POST /tokens', ({ body }) =>
      JSON.stringify(body).includes('the new one')
        ? { body: { id: server.user['id'], user_name: server.user['user_name'] } }
        : { status: 401, body: {} },
    );
    await unlockWith(password);
    expect(await screen.findByText(/another password of yours/)).toBeVisible();
    expect(sessionState()).toMatchObject({ locked: true });
    server.isSignedIn = true;
    await unlockWith('the new one');
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
  });
});

describe('guessing', () => {
  it('costs half a minute after five wrong passwords, and more each time', async () => {
    await signedInAt('/v2/support');
    await locked();
    const now = performance.now.bind(performance);
    let ahead = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
    for (const wrong of ['a', 'b', 'c', 'd', 'e']) {
      await unlockWith(wrong);
      expect(await screen.findByText('The password is not right.')).toBeVisible();
    }
    await unlockWith(password);
    expect(await screen.findByText(/Seconds to wait: (30|2\d)/)).toBeVisible();
    expect(sessionState()).toMatchObject({ locked: true });
    ahead = 31_000;
    await unlockWith('f');
    expect(await screen.findByText('The password is not right.')).toBeVisible();
    ahead = 62_000;
    await unlockWith(password);
    expect(await screen.findByText(/Seconds to wait: [23]\d/)).toBeVisible();
    ahead = 95_000;
    await unlockWith(password);
    await isOpen();
  });
});

describe('the PIN', () => {
  it('opens the lock, with a new session of the server and without the server', async () => {
    const server = await signedInAt(`/v2/cases/${recordId}/edit`);
    await typeNickname();
    expect(await setPin(pin, password)).toBe(true);
    await locked();
    await unlockWith(pin, 'PIN');
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
    expect(server.seen('POST /tokens')).toHaveLength(2);
    await locked();
    cutTheLine();
    await unlockWith(pin, 'PIN');
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
    await locked();
    await userEvent.click(await screen.findByRole('button', { name: 'Use the password' }));
    await unlockWith(password);
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
  });

  it('is not asked any more after five wrong ones', async () => {
    await signedInAt('/v2/support');
    await setPin(pin, password);
    await locked();
    for (const wrong of ['918273', '918274', '918275', '918276', '918277']) {
      await unlockWith(wrong, 'PIN');
      expect(await screen.findByText(/The PIN is not right/)).toBeVisible();
    }
    expect(hasPin()).toBe(false);
    expect(screen.queryByLabelText('PIN')).not.toBeInTheDocument();
    await unlockWith(password);
    await isOpen();
  });

  it('can be left for the password', async () => {
    await signedInAt('/v2/support');
    await setPin(pin, password);
    await locked();
    await userEvent.click(await screen.findByRole('button', { name: 'Use the password' }));
    await unlockWith(password);
    await isOpen();
    expect(hasPin()).toBe(true);
  });
});

describe('another tab', () => {
  it('that was unlocked gives its key, and this one opens', async () => {
    await signedInAt(`/v2/cases/${recordId}/edit`);
    await typeNickname();
    const key = windowKey();
    const ways = knownWays();
    await locked();
    const { user } = sessionStateSignedIn();
    // The number alone opens nothing that is sealed.
    const old = new BroadcastChannel('amparo.lock');
    old.postMessage(user.id);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sessionState()).toMatchObject({ locked: true });
    const keys = new BroadcastChannel('amparo.lock-keys');
    keys.postMessage({ userId: user.id, ways, key });
    expect(await screen.findByLabelText('Nickname')).toHaveValue('Ami');
    old.close();
    keys.close();
  });
});

function sessionStateSignedIn() {
  const state = sessionState();
  if (state.phase !== 'signed-in') throw new Error('nobody');
  return state;
}
