import { newKey, open, seal, type Sealed, unwrap, type Wrapped, wrap } from './cipher';
import { pinOf } from './pin-rules';

const pinAttemptsMax = 5;

/** How the key comes back after it was dropped. In memory only, shared by the tabs of a browser. */
export interface Ways {
  readonly password: Wrapped;
  readonly pin?: Pin | undefined;
}

interface Pin {
  readonly wrapped: Wrapped;
  /** The password, under the key: the server opens a new session for nothing less. */
  readonly password: Sealed;
  readonly attemptsLeft: number;
}

let ways: Ways | undefined;
let key: CryptoKey | undefined;
/** Each lock and each farewell begins a new one: what was begun before brings no key back. */
let era = 0;
/** Each farewell does: what was begun before leaves no way to open either. */
let visit = 0;
const listeners = new Set<() => void>();

/** Called when ways or key are others. Returns the clean-up. */
export function subscribeToKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(nextWays: Ways | undefined, nextKey: CryptoKey | undefined): void {
  ways = nextWays;
  key = nextKey;
  for (const listener of listeners) listener();
}

export function knownWays(): Ways | undefined {
  return ways;
}

/** The key while nothing is locked, or once a secret has given it back. */
export function windowKey(): CryptoKey | undefined {
  return key;
}

export function hasPin(): boolean {
  return ways?.pin !== undefined;
}

/** The server has found the password right: from now on it opens this window without the server. */
export function rememberPassword(password: string): Promise<void> {
  const begun = { era, visit, key };
  // One after the other: two at once would make two keys, and one would open nothing.
  remembering = remembered().then(() => remember(password, begun));
  return remembering;
}

let remembering: Promise<void> = Promise.resolve();

/** When nothing is being remembered any more, whether that went well or not. */
function remembered(): Promise<void> {
  return remembering.catch(() => undefined);
}

interface Begun {
  readonly era: number;
  readonly visit: number;
  readonly key: CryptoKey | undefined;
}

async function remember(password: string, begun: Begun): Promise<void> {
  const isKnown = ways !== undefined && (await unwrap(ways.password, password)) !== undefined;
  // Locked meanwhile, a key of before is still the one that is to come back with this password;
  // nothing was sealed under one that would be new.
  const before = visit === begun.visit ? begun.key : undefined;
  if (isKnown || (era !== begun.era && before === undefined)) return;
  // Another password than before opens the same window; a PIN is bound to the earlier one.
  const own = key ?? before ?? (await newKey());
  const wrapped = await wrap(own, password);
  if (era === begun.era) become({ password: wrapped }, own);
  else if (visit === begun.visit && before !== undefined) become({ password: wrapped }, key);
}

/** What another tab knows. */
export function takeOver(theirs: Ways | undefined, theirKey: CryptoKey | undefined): void {
  become(theirs ?? ways, theirKey ?? key);
}

/** Locked: the key is gone until a secret gives it back. */
export function dropKey(): void {
  era += 1;
  become(ways, undefined);
}

export function forgetKeys(): void {
  era += 1;
  visit += 1;
  become(undefined, undefined);
}

/** Whether the password is the right one; undefined when only the server can say. */
export async function openByPassword(password: string): Promise<boolean | undefined> {
  // One that was changed a moment ago is the right one.
  await remembered();
  if (ways === undefined) return undefined;
  const found = await unwrap(ways.password, password);
  if (found === undefined) return false;
  become(ways, found);
  return true;
}

/** The password that belongs to the PIN, or undefined: then one attempt fewer is left. */
export async function openByPin(typed: string): Promise<string | undefined> {
  const pin = ways?.pin;
  if (ways === undefined || pin === undefined) return undefined;
  // Counted before it is tried: not even a second window gets more of them at once.
  const attemptsLeft = pin.attemptsLeft - 1;
  const rest = attemptsLeft > 0 ? { ...pin, attemptsLeft } : undefined;
  become({ ...ways, pin: rest }, undefined);
  const found = await unwrap(pin.wrapped, pinOf(typed));
  if (found === undefined) return undefined;
  become({ ...ways, pin: { ...pin, attemptsLeft: pinAttemptsMax } }, found);
  return open(found, pin.password);
}

/** Sets the PIN; false when the password is not the one that opened this window. */
export async function setPin(typed: string, password: string): Promise<boolean> {
  if ((await openByPassword(password)) !== true || key === undefined || ways === undefined) {
    return false;
  }
  const [wrapped, sealed] = await Promise.all([wrap(key, pinOf(typed)), seal(key, password)]);
  const pin = { wrapped, password: sealed, attemptsLeft: pinAttemptsMax };
  become({ ...ways, pin }, key);
  return true;
}

export function forgetPin(): void {
  if (ways !== undefined) become({ ...ways, pin: undefined }, key);
}
