import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { caseWorker, settings } from '../../test/fake-data';
import { lineMet } from '../wire/connection';
import { cutTheLine, installFakeServer } from '../../test/install-fake-server';
import { leaveHandover, readHandover } from '../intake/handover';
import { currentNotices, notify, NoticeKind } from '../ui/snackbar-store';
import { systemSettings } from '../wire/settings';
import { extendedUser } from '../wire/user';
import { accept, owesCodeOfConduct, owesTermsOfUse } from './agreements';
import { takeSettings } from './early-settings';
import { keepLanguage } from './keep-language';
import { can } from './permissions';
import {
  lockSession,
  refreshUser,
  sessionState,
  signIn,
  SignedOutReason,
  signOut,
  startSession,
} from './session';
import { forgetWantedAddress, rememberWantedAddress, takeWantedAddress } from './wanted-address';

const user = v.parse(extendedUser, caseWorker);
const credentials = { userName: 'nadia', password: 'correct horse battery' };

describe('rights', () => {
  it('are those of the role on the resource', () => {
    expect(can(user, 'cases', 'read')).toBe(true);
    expect(can(user, 'cases', 'delete', 'write')).toBe(true);
    expect(can(user, 'cases', 'delete')).toBe(false);
    expect(can(user, 'users', 'read')).toBe(false);
  });

  it('all come with manage', () => {
    const manager = {
      ...user,
      permissions: { list: [{ resource: 'cases', actions: ['manage'] }] },
    };
    expect(can(manager, 'cases', 'anything')).toBe(true);
  });
});

describe('the wanted address', () => {
  it('is given once, for this tab', () => {
    rememberWantedAddress('/v2/cases?page=2');
    expect(takeWantedAddress()).toBe('/v2/cases?page=2');
    expect(takeWantedAddress()).toBeUndefined();
  });

  it.each(['/v2/login', '/', '/v2', '/v2/logout', '/login?x=1'])('is never %s', (address) => {
    rememberWantedAddress(address);
    expect(takeWantedAddress()).toBeUndefined();
  });

  it.each(['//evil.example', 'https://evil.example/v2/', '/v2//evil.example', '/other'])(
    'never leads out of the app: %s',
    (address) => {
      sessionStorage.setItem('amparo.wanted', address);
      expect(takeWantedAddress()).toBeUndefined();
    },
  );

  it('can be forgotten', () => {
    rememberWantedAddress('/v2/cases');
    forgetWantedAddress();
    expect(takeWantedAddress()).toBeUndefined();
  });
});

describe('a session', () => {
  it('ends on the server and is forgotten here', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    rememberWantedAddress('/v2/cases');
    await signOut();
    expect(server.seen('DELETE /tokens')).toHaveLength(1);
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.left });
    expect(localStorage.getItem('amparo.session')).toBeNull();
    expect(takeWantedAddress()).toBeUndefined();
  });

  it('is left even when the server cannot be told', async () => {
    installFakeServer();
    await signIn(credentials);
    cutTheLine();
    await signOut(SignedOutReason.idle);
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.idle });
  });

  it('stays with the person when the server ends it while they work', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    server.isSignedIn = false;
    await refreshUser().catch(() => undefined);
    expect(sessionState()).toMatchObject({ phase: 'signed-in', ended: true });
    await signIn(credentials);
    expect(sessionState()).toMatchObject({ phase: 'signed-in', ended: false });
  });

  it('ends in every tab at once', async () => {
    installFakeServer();
    await signIn(credentials);
    window.dispatchEvent(new StorageEvent('storage', { key: 'amparo.language', newValue: null }));
    expect(sessionState()).toMatchObject({ phase: 'signed-in' });
    window.dispatchEvent(new StorageEvent('storage', { key: 'amparo.session', newValue: null }));
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.left });
  });

  it('is closed where somebody else signs in, and only then', async () => {
    installFakeServer();
    await signIn(credentials);
    const tell = (newValue: string) =>
      window.dispatchEvent(new StorageEvent('storage', { key: 'amparo.session', newValue }));
    tell(String(caseWorker['id']));
    tell('ended');
    expect(sessionState()).toMatchObject({ phase: 'signed-in' });
    leaveHandover({ name_first: 'Lina' });
    tell('99');
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.ended });
    expect(readHandover()).toEqual({});
  });

  it('tells no other tab to close when another one finds it locked or over', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    const hint = () => localStorage.getItem('amparo.session');
    const known = hint();
    lockSession();
    await startSession();
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.idle });
    expect(hint()).toBe(known);
    await signIn(credentials);
    server.isSignedIn = false;
    await startSession();
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.ended });
    expect(hint()).not.toBeNull();
    server.requests.length = 0;
    await startSession();
    expect(server.requests.map(({ path }) => path)).toEqual(['/primero']);
  });

  it('is opened again only after the server has ended the locked one', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    const answer = fetch;
    const held = Promise.withResolvers<undefined>();
    vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
      if (init.method === 'DELETE') await held.promise;
      return answer(input, init);
    });
    server.requests.length = 0;
    lockSession();
    const back = signIn(credentials);
    await new Promise((done) => setTimeout(done, 20));
    expect(server.requests).toEqual([]);
    held.resolve(undefined);
    await back;
    const asked = server.requests.map(({ method, path }) => `${method} ${path}`);
    expect(asked.slice(0, 2)).toEqual(['DELETE /tokens', 'POST /tokens']);
    expect(sessionState()).toMatchObject({ phase: 'signed-in', locked: false });
  });

  it('leaves nothing of a child in memory', async () => {
    installFakeServer();
    await signIn(credentials);
    leaveHandover({ name_first: 'Lina' });
    notify({ key: 'saved', kind: NoticeKind.info, text: 'Lina was saved.' });
    await signOut();
    expect(readHandover()).toEqual({});
    expect(currentNotices()).toEqual([]);
  });

  it('reads a new CSRF token before signing in when there is none', async () => {
    const server = installFakeServer();
    document.cookie = 'CSRF-TOKEN=; path=/; max-age=0';
    await signIn(credentials);
    expect(server.requests[0]?.path).toBe('/primero');
  });

  it('goes on with one way to the server and back, for who was here last', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    await takeSettings();
    server.requests.length = 0;
    document.cookie = 'CSRF-TOKEN=known; path=/';
    const started = startSession();
    await Promise.resolve();
    const everything = ['/primero', '/system_settings', '/tokens', '/users/7'];
    expect(server.requests.map(({ path }) => path).sort()).toEqual(everything);
    await started;
    expect(server.requests).toHaveLength(everything.length);
    expect(sessionState()).toMatchObject({ phase: 'signed-in', user: { id: 7 } });
    expect((await takeSettings())?.system_options).toBeDefined();
  });

  it('asks again when the server says that somebody else is here', async () => {
    const server = installFakeServer({ isSignedIn: true });
    localStorage.setItem('amparo.session', '8');
    document.cookie = 'CSRF-TOKEN=known; path=/';
    server.on('GET /users/8', () => ({ body: { data: { ...caseWorker, id: 8 } } }));
    await startSession();
    expect(sessionState()).toMatchObject({ phase: 'signed-in', user: { id: 7 } });
    expect(localStorage.getItem('amparo.session')).toBe('7');
  });

  it('that is over says so, whatever was asked early', async () => {
    installFakeServer();
    localStorage.setItem('amparo.session', '7');
    document.cookie = 'CSRF-TOKEN=known; path=/';
    await startSession();
    expect(sessionState()).toEqual({ phase: 'signed-out', reason: SignedOutReason.ended });
    expect(takeSettings()).toBeUndefined();
  });

  it('that could not be ended without a line is ended when the server is back', async () => {
    installFakeServer();
    await signIn(credentials);
    cutTheLine();
    await signOut();
    expect(sessionState()).toMatchObject({ phase: 'signed-out' });
    const server = installFakeServer({ isSignedIn: true });
    lineMet('online');
    await vi.waitFor(() => expect(server.seen('DELETE /tokens')).toHaveLength(1));
    await vi.waitFor(() => expect(localStorage.getItem('amparo.leaving')).toBeNull());
    await signIn(credentials);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.seen('DELETE /tokens')).toHaveLength(1);
  });

  it('is not ended by what an earlier one owes, when somebody signs in', async () => {
    installFakeServer();
    await signIn(credentials);
    cutTheLine();
    await signOut();
    const server = installFakeServer();
    await signIn(credentials);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.seen('DELETE /tokens')).toEqual([]);
    expect(server.isSignedIn).toBe(true);
  });

  it('that could not be ended is ended at the next start', async () => {
    const server = installFakeServer({ isSignedIn: true });
    localStorage.setItem('amparo.leaving', 'yes');
    await startSession();
    expect(server.seen('DELETE /tokens')).toHaveLength(1);
    expect(sessionState()).toMatchObject({ phase: 'signed-out' });
  });

  it('cannot start without a server, and says why', async () => {
    cutTheLine();
    await startSession();
    expect(sessionState()).toMatchObject({ phase: 'unreachable' });
  });

  it('cannot start on an answer it does not understand', async () => {
    const server = installFakeServer();
    server.on('GET /primero', () => ({ body: { surprise: true } }));
    await startSession();
    expect(sessionState()).toMatchObject({ phase: 'unreachable', failure: { kind: 'unreadable' } });
  });
});

describe('the language of a user', () => {
  it('is kept by the server', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    expect(await keepLanguage('ar')).toBe(true);
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({ data: { locale: 'ar' } });
  });

  it('stays on the device when the server refuses it', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    server.on('PATCH /users/7', () => ({ status: 422, body: { errors: [] } }));
    expect(await keepLanguage('ar')).toBe(false);
    cutTheLine();
    expect(await keepLanguage('ar')).toBe(false);
  });

  it('of nobody is not kept', async () => {
    expect(await keepLanguage('ar')).toBe(false);
  });
});

describe('agreements', () => {
  const code = { id: 3, title: 'Code', content: 'Be kind.' };
  const withCode = v.parse(systemSettings, {
    ...settings,
    system_options: { code_of_conduct_enabled: true },
    code_of_conduct: code,
  });

  it('owe the code of conduct until its current version is accepted', () => {
    expect(owesCodeOfConduct(user, withCode)).toBe(true);
    expect(owesCodeOfConduct({ ...user, code_of_conduct_id: 2 }, withCode)).toBe(true);
    expect(owesCodeOfConduct({ ...user, code_of_conduct_id: 3 }, withCode)).toBe(false);
    expect(owesCodeOfConduct(user, v.parse(systemSettings, settings))).toBe(false);
  });

  it('owe the terms where the agency demands them, and again when they changed', () => {
    const bound = { ...user, agency_terms_of_use_enabled: true };
    expect(owesTermsOfUse(user)).toBe(false);
    expect(owesTermsOfUse(bound)).toBe(true);
    const accepted = { ...bound, terms_of_use_accepted_on: '2024-01-01T00:00:00.000Z' };
    expect(owesTermsOfUse(accepted)).toBe(false);
    expect(owesTermsOfUse({ ...accepted, agency_terms_of_use_changed: true })).toBe(true);
  });

  it('are told to the server', async () => {
    const server = installFakeServer();
    await signIn(credentials);
    await accept({ code_of_conduct_id: 3 });
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({ data: { code_of_conduct_id: 3 } });
    expect(sessionState()).toMatchObject({ user: { code_of_conduct_id: 3 } });
  });
});
