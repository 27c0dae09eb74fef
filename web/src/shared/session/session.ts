import * as v from 'valibot';
import { forgetHandover } from '../intake/handover';
import { markForeignTexts } from '../text/pick';
import { dismissAllNotices } from '../ui/snackbar-store';
import { call, csrfToken, onUnauthenticated } from '../wire/client';
import { Line, lineState, subscribeToLine } from '../wire/connection';
import { FailureKind, isFailure, WireFailure } from '../wire/failure';
import { publicInfoAnswer, type PublicInfo } from '../wire/settings';
import { extendedUserAnswer, sessionUser, type ExtendedUser, type SessionUser } from '../wire/user';
import { takeAppName } from './app-name';
import { sendBeforeLeaving } from './before-leaving';
import { passkeyChallengeAnswer, type FactorProof } from './second-factor';
import { askForSettings, takeSettings } from './early-settings';
import { forgetReturn, isReturning } from './returning';
import { forgetWantedAddress } from './wanted-address';

/** Why nobody is signed in; decides what the sign-in page says. */
export const SignedOutReason = {
  fresh: 'fresh',
  left: 'left',
  idle: 'idle',
  ended: 'ended',
} as const;
export type SignedOutReason = (typeof SignedOutReason)[keyof typeof SignedOutReason];

export type SessionState =
  | { phase: 'starting' }
  | { phase: 'unreachable'; failure: WireFailure }
  | { phase: 'signed-out'; reason: SignedOutReason }
  /** `ended`: the server ended the session while the person was working; they may come back. */
  | SignedIn;

interface SignedIn {
  phase: 'signed-in';
  user: ExtendedUser;
  ended: boolean;
  /** Nobody was here: the app is behind the lock screen and the server's session is over. */
  locked: boolean;
  mustChangePassword: boolean;
  /** The role requires a second factor and there is none yet. */
  secondFactorNeeded: boolean;
}

/**
 * Says that a session may be alive, and by the number of whom, so that a first visit asks for
 * nothing it cannot get and the next one for everything at once.
 */
const hintKey = 'amparo.session';
/** In place of the number: the server has ended the session, nobody has left. */
const endedHint = 'ended';
/** Says that the app was locked, so that loading the page anew does not open it. */
const lockKey = 'amparo.locked';
/** Says that somebody left while the server could not be told: its session is still to be ended. */
const leavingKey = 'amparo.leaving';

let state: SessionState = { phase: 'starting' };
let publicInfo: PublicInfo | undefined;
/** Settled once the server was told, or could not be told, that the app has locked itself. */
let ending: Promise<void> = Promise.resolve();
/** Somebody is on their way in: what is still to be ended must not end what they begin. */
let isEntering = false;
/** Counts the passwords that were right; one of a session that is over is not remembered. */
let entries = 0;
const listeners = new Set<() => void>();

export function sessionState(): SessionState {
  return state;
}

export function knownPublicInfo(): PublicInfo | undefined {
  return publicInfo;
}

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: SessionState): void {
  state = next;
  for (const listener of listeners) {
    listener();
  }
}

/** Whether somebody may be signed in from before. */
export function mayBeSignedIn(): boolean {
  const hint = localStorage.getItem(hintKey);
  return isReturning() || (hint !== null && hint !== endedHint);
}

/** Asks the server who we are. Ends in any phase but `starting`; never throws. */
export async function startSession(): Promise<void> {
  become({ phase: 'starting' });
  try {
    // The server takes a change only with the token of an earlier answer.
    const resumed = mayBeSignedIn() && csrfToken() !== undefined ? resume() : undefined;
    resumed?.catch(() => undefined);
    publicInfo = (await call('/primero', publicInfoAnswer)).data;
    takeAppName(publicInfo);
    markForeignTexts(publicInfo.sandbox_ui);
    if (localStorage.getItem(leavingKey) !== null && !mayBeSignedIn()) await endServerSession();
    become(
      mayBeSignedIn() || resumed !== undefined
        ? await (resumed ?? resume())
        : { phase: 'signed-out', reason: SignedOutReason.fresh },
    );
  } catch (failure) {
    become(
      failure instanceof WireFailure
        ? { phase: 'unreachable', failure }
        : {
            phase: 'unreachable',
            failure: new WireFailure(FailureKind.unreadable, { cause: failure }),
          },
    );
  }
}

async function resume(): Promise<SessionState> {
  const isBack = isReturning();
  forgetReturn();
  if (!isBack && localStorage.getItem(lockKey) !== null) {
    // The locked tab still holds what was typed there: it is left, and waits for its person.
    await endServerSession();
    return { phase: 'signed-out', reason: SignedOutReason.idle };
  }
  const early = userOfLastTime();
  askForSettings();
  try {
    const answer = await call('/tokens', sessionUser, { method: 'POST', body: {} });
    const next = await signedIn(answer, early);
    if (isBack) {
      localStorage.removeItem(leavingKey);
      localStorage.removeItem(lockKey);
      lockChannel.postMessage(answer.id);
    }
    return next;
  } catch (failure) {
    if (isFailure(failure, FailureKind.unauthenticated)) {
      localStorage.setItem(hintKey, endedHint);
      takeSettings();
      return { phase: 'signed-out', reason: SignedOutReason.ended };
    }
    throw failure;
  }
}

/** A user who is asked for before it is known whether they are the one. */
interface EarlyUser {
  id: number;
  answer: Promise<ExtendedUser | undefined>;
}

/** Nobody but the server says who is here: this only saves the way there and back. */
function userOfLastTime(): EarlyUser | undefined {
  const id = Number(localStorage.getItem(hintKey));
  return Number.isInteger(id) && id > 0
    ? { id, answer: fetchUser(id).catch(() => undefined) }
    : undefined;
}

export interface Credentials {
  userName: string;
  password: string;
  /** What the server asked for after the password. */
  proof?: FactorProof | undefined;
}

/** Signs in. Throws `WireFailure`: unauthenticated, throttled, offline, unreachable, … */
export async function signIn({ userName, password, proof }: Credentials): Promise<void> {
  const id = await enter({ user_name: userName, password, ...proof });
  // Without it only the server opens the lock, as after a page was loaded anew.
  void rememberPassword(id, password).catch(() => undefined);
}

/**
 * Signs in whoever a passkey of theirs says they are. Throws `WireFailure`, or what the browser
 * said when no key answered. With `offered` the browser only offers it until that aborts.
 */
export async function signInByKey(offered?: AbortSignal): Promise<void> {
  const keys = await import('../second-factor/keys');
  await haveToken();
  const wish = await call('/tokens/passkey', passkeyChallengeAnswer, { method: 'POST', body: {} });
  await enter({ passkey: await keys.askKey(wish.data, { alone: true, offered }) });
}

async function haveToken(): Promise<void> {
  if (csrfToken() === undefined) {
    publicInfo = (await call('/primero', publicInfoAnswer)).data;
  }
}

/** Begins a session with what proves somebody; gives the number of who it is. */
async function enter(user: Readonly<Record<string, unknown>>): Promise<number> {
  isEntering = true;
  try {
    await haveToken();
    // Its answer takes the session out of the browser: it must not come after that of the new one.
    await ending;
    return await begin(user);
  } finally {
    isEntering = false;
  }
}

async function begin(user: Readonly<Record<string, unknown>>): Promise<number> {
  const answer = await call('/tokens', sessionUser, { method: 'POST', body: { user } });
  askForSettings();
  localStorage.removeItem(leavingKey);
  become(await signedIn(answer));
  unlocked(answer.id);
  return answer.id;
}

/**
 * From now on the password opens the lock of this window also without the server. That takes a
 * cheap phone a second of work, so that the first page is there before; the lock comes later.
 */
async function rememberPassword(userId: number, password: string): Promise<void> {
  entries += 1;
  const entry = entries;
  const { networkQuiet } = await import('../pwa/quiet');
  await networkQuiet();
  const keys = await import('../lock/keys');
  const isStillIn = state.phase === 'signed-in' && state.user.id === userId;
  if (isStillIn && entry === entries) await keys.rememberPassword(password);
}

/** The app locks itself: nothing of it is seen or fetched until the same person is back. */
export function lockSession(): void {
  if (state.phase === 'signed-in' && !state.locked) {
    localStorage.setItem(lockKey, 'on');
    dismissAllNotices();
    become({ ...state, locked: true, ended: false });
    ending = endServerSession({ lock: true });
  }
}

/** The person is back though the server cannot be asked: what was open is seen again. */
export function unlockHere(): void {
  if (state.phase !== 'signed-in' || !state.locked) return;
  localStorage.removeItem(lockKey);
  localStorage.removeItem(leavingKey);
  become({ ...state, locked: false });
}

/** Tells the other tabs of this browser who is back. */
function unlocked(userId: number): void {
  if (localStorage.getItem(lockKey) !== null) {
    localStorage.removeItem(lockKey);
    lockChannel.postMessage(userId);
  }
}

/** `lock`: the same person comes back by the password alone, if they proved a second factor. */
async function endServerSession(query?: { lock: boolean }): Promise<void> {
  await sendBeforeLeaving();
  try {
    await call('/tokens', v.unknown(), { method: 'DELETE', ...(query ? { query } : {}) });
    localStorage.removeItem(leavingKey);
  } catch {
    // Not reached: it is told at the next start, or ends the session by itself after its time.
    localStorage.setItem(leavingKey, 'yes');
  }
}

async function signedIn(answer: SessionUser, early?: EarlyUser): Promise<SessionState> {
  const mustChangePassword = answer.must_change_password;
  localStorage.setItem(hintKey, String(answer.id));
  const user = early?.id === answer.id ? await early.answer : undefined;
  return {
    phase: 'signed-in',
    user: user ?? (await fetchUser(answer.id)),
    ended: false,
    locked: false,
    mustChangePassword,
    secondFactorNeeded: answer.second_factor_needed,
  };
}

/** The password is one's own from now on; one that is still to be remembered is no more. */
export function passwordChanged(): void {
  entries += 1;
  if (state.phase === 'signed-in') {
    become({ ...state, mustChangePassword: false });
  }
}

/** The second factor that the role requires is set up. */
export function secondFactorSetUp(): void {
  if (state.phase === 'signed-in') {
    become({ ...state, secondFactorNeeded: false });
  }
}

/** Leaves. The screen is cleared even when the server cannot be told. */
export async function signOut(reason: SignedOutReason = SignedOutReason.left): Promise<void> {
  await endServerSession();
  clearSession(reason);
}

/** Forgets, in this tab, who was here and whatever they left in memory. */
export function clearSession(reason: SignedOutReason): void {
  forgetSession();
  forgetHandover();
  dismissAllNotices();
  if (reason === SignedOutReason.left) {
    forgetWantedAddress();
  }
  become({ phase: 'signed-out', reason });
}

function forgetSession(): void {
  entries += 1;
  takeSettings();
  localStorage.removeItem(hintKey);
  localStorage.removeItem(lockKey);
}

/** Reads the user again, after they changed something about themselves. */
export async function refreshUser(): Promise<void> {
  if (state.phase === 'signed-in') {
    become({ ...state, user: await fetchUser(state.user.id) });
  }
}

/** Extends the server's session while the person works. */
export async function renewSession(): Promise<void> {
  const answer = await call('/tokens', sessionUser, { method: 'POST', body: {} });
  if (state.phase === 'signed-in' && answer.second_factor_needed) {
    become({ ...state, secondFactorNeeded: true });
  }
}

async function fetchUser(id: number): Promise<ExtendedUser> {
  return (await call(`/users/${id}`, extendedUserAnswer, { query: { extended: true } })).data;
}

onUnauthenticated(() => {
  if (state.phase === 'signed-in' && !state.ended && !state.locked) {
    become({ ...state, ended: true });
  }
});

/** Whether what is sealed here needs more than a word of another tab. */
let isUnlockBarred: () => boolean = () => false;

/** Lets whoever seals what is in memory keep this tab locked until it has the key. */
export function guardUnlock(isBarred: () => boolean): void {
  isUnlockBarred = isBarred;
}

// A session that could not be ended without a line is ended when the server is reached again.
subscribeToLine(() => {
  const isLocked = state.phase === 'signed-in' && state.locked;
  const isOwed = localStorage.getItem(leavingKey) !== null && !isEntering;
  if (!isOwed || lineState() !== Line.online || !(isLocked || state.phase === 'signed-out')) return;
  ending = endServerSession(isLocked ? { lock: true } : undefined);
});

// The person who is back in one tab is back in all; what another left open is closed.
const lockChannel = new BroadcastChannel('amparo.lock');
lockChannel.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (state.phase === 'signed-in' && state.ended && data === state.user.id) {
    become({ ...state, ended: false });
  }
  if (state.phase === 'signed-in' && state.locked) {
    if (data === state.user.id) {
      if (!isUnlockBarred()) become({ ...state, locked: false });
    } else {
      giveWay();
    }
  }
};

/** Somebody else works in this browser now: the session is theirs, this tab shows nothing more. */
function giveWay(): void {
  forgetHandover();
  dismissAllNotices();
  become({ phase: 'signed-out', reason: SignedOutReason.ended });
}

// Signing out in one tab closes the others at once, instead of at their next call; so does signing
// in as somebody else. A session that is merely over leaves what was typed.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key !== hintKey || state.phase !== 'signed-in') return;
  if (newValue === null) clearSession(SignedOutReason.left);
  else if (newValue !== endedHint && newValue !== String(state.user.id)) giveWay();
});
