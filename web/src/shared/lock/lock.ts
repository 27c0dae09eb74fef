import { guardUnlock, sessionState, subscribeToSession, unlockHere } from '../session/session';
import { keptDrafts } from '../records/drafts';
import {
  dropKey,
  forgetKeys,
  knownWays,
  subscribeToKeys,
  takeOver,
  type Ways,
  windowKey,
} from './keys';
import { canTakeDown, dirtyForms, putAllAway } from './open-work';
import { forgetSealed, isAnythingSealed, openAll, opensSealed, sealAll } from './sealing';

/** What the tabs of a browser tell each other; it never leaves the browser's memory. */
interface Told {
  readonly userId: number;
  readonly ways?: Ways | undefined;
  readonly key?: CryptoKey | undefined;
  /** A tab that has just begun asks what the others know. */
  readonly asks?: boolean;
}

let isDown = false;
let unsaved = 0;
let wasLocked = false;
let work: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

/** Whether the screens are taken down, with all they held sealed. */
export function areScreensDown(): boolean {
  return isDown;
}

export function subscribeToScreens(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many records hold what is not saved, as far as known when the app was locked. */
export function unsavedCount(): number {
  return unsaved;
}

function takeDown(next: boolean): void {
  isDown = next;
  for (const listener of listeners) listener();
}

function isTold(data: unknown): data is Told {
  return typeof data === 'object' && data !== null && 'userId' in data;
}

function userId(): number | undefined {
  const state = sessionState();
  return state.phase === 'signed-in' ? state.user.id : undefined;
}

function isLocked(): boolean {
  const state = sessionState();
  return state.phase === 'signed-in' && state.locked;
}

/** Screens go away in the next picture; only then nothing is left that reads what is taken. */
const nextPicture = () => new Promise((resolve) => setTimeout(resolve));

/** The same password behind the same key, perhaps with fewer attempts left for its PIN. */
function isSameWay(theirs: Ways | undefined): boolean {
  const own = knownWays()?.password.nonce.join();
  return own !== undefined && own === theirs?.password.nonce.join();
}

async function lockAll(): Promise<void> {
  await nextPicture();
  unsaved = keptDrafts().length + dirtyForms();
  const key = windowKey();
  if (key === undefined || !isLocked()) return takeDown(isDown);
  if (canTakeDown()) {
    putAllAway();
    unsaved = keptDrafts().length;
    takeDown(true);
    await nextPicture();
  }
  await sealAll(key);
  if (isLocked()) dropKey();
}

async function unlockAll(): Promise<void> {
  const key = windowKey();
  if (key !== undefined && (await opensSealed(key))) await openAll(key);
  takeDown(false);
}

/** Settled once what was begun by a lock or an unlock is done. */
export function lockSettled(): Promise<void> {
  return work;
}

/** Seals what is in memory while the app is locked. Returns the clean-up. */
export function startLock(): () => void {
  const channel = new BroadcastChannel('amparo.lock-keys');
  const share = () => {
    const id = userId();
    // While it is locked the others hear of used attempts, but of no key.
    if (id !== undefined) {
      channel.postMessage({
        userId: id,
        ways: knownWays(),
        key: isLocked() ? undefined : windowKey(),
      });
    }
  };
  let isListening = false;
  const hear = async (told: Told) => {
    // A key that does not open what is sealed here is of another window's story.
    if (told.key !== undefined && !(await opensSealed(told.key))) return;
    if (isAnythingSealed() && told.key === undefined && !isSameWay(told.ways)) return;
    if (told.userId !== userId()) return;
    isListening = true;
    takeOver(told.ways, told.key);
    isListening = false;
    if (told.key !== undefined && isLocked()) unlockHere();
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isTold(data) || data.userId !== userId()) return;
    if (data.asks !== true) void hear(data);
    else if (knownWays() !== undefined) share();
  };
  const stopKeys = subscribeToKeys(() => {
    if (!isListening) share();
  });
  const stopSession = subscribeToSession(() => {
    const state = sessionState();
    if (state.phase !== 'signed-in' || state.locked === wasLocked) return;
    wasLocked = state.locked;
    const next = wasLocked ? lockAll : unlockAll;
    work = work.then(next, next);
    if (!wasLocked) share();
  });
  guardUnlock(isAnythingSealed);
  const id = userId();
  if (id !== undefined && knownWays() === undefined) {
    channel.postMessage({ userId: id, asks: true });
  }
  return () => {
    stopKeys();
    stopSession();
    channel.close();
  };
}

function forget(): void {
  wasLocked = false;
  forgetKeys();
  forgetSealed();
  if (isDown) takeDown(false);
}

// Also when no screen is there any more to notice it.
subscribeToSession(() => {
  if (sessionState().phase === 'signed-out') forget();
});
