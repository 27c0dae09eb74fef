import { newId } from '../../../../shared/forms/new-id';
import { beforeLeaving } from '../../../../shared/session/before-leaving';
import { subscribeToSession, sessionState } from '../../../../shared/session/session';
import { FailureKind, isFailure } from '../../../../shared/wire/failure';
import { type Deed, send } from '../../casework/casework.wire';

/** So long somebody may think again before a hand-over goes out. */
export const holdMs = 30_000;
/** So often a hand-over that did not get through is sent anew. */
const againMs = 10_000;

/** `waiting`: its time is over, but the server was not reached or asks who is here. */
export type ParcelPhase = 'held' | 'sending' | 'waiting' | 'gone';

export interface ParcelContents {
  /** The address of the record, such as `/cases/…`. */
  readonly address: string;
  readonly deed: Deed;
  readonly onSent: (isLost: boolean) => void;
  readonly onRefused: (failure: unknown) => void;
  /** Whoever sent it has left, and the server was not reached before. */
  readonly onLost: () => void;
}

/**
 * A hand-over that is held back, so that it can be undone. It is never lost: it goes out when its
 * time is over, and at once when the page is left, hidden, locked or signed out of. What did not
 * get through waits and goes again under the same key, so that the server does it once.
 */
export class Parcel {
  readonly until: number;
  #phase: ParcelPhase = 'held';
  readonly #contents: ParcelContents;
  readonly #key = newId();
  readonly #listeners = new Set<() => void>();
  readonly #cleanUps: (() => void)[];
  #timer: ReturnType<typeof setTimeout>;
  #sending: Promise<void> | undefined;

  constructor(contents: ParcelContents, now = Date.now()) {
    this.#contents = contents;
    this.until = now + holdMs;
    this.#timer = setTimeout(() => void this.sendNow(), holdMs);
    const leave = () => this.sendNow();
    const onHidden = () => {
      if (document.visibilityState === 'hidden') void leave();
    };
    const onComeBack = () => {
      const state = sessionState();
      const isHere = state.phase === 'signed-in' && !state.locked && !state.ended;
      if (this.#phase === 'waiting' && isHere) void leave();
      if (state.phase === 'signed-out') this.#lose();
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', onComeBack);
    document.addEventListener('visibilitychange', onHidden);
    this.#cleanUps = [
      () => window.removeEventListener('pagehide', leave),
      () => window.removeEventListener('online', onComeBack),
      () => document.removeEventListener('visibilitychange', onHidden),
      beforeLeaving(leave),
      subscribeToSession(onComeBack),
    ];
  }

  get phase(): ParcelPhase {
    return this.#phase;
  }

  /** For a view of it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** True when it was still here: nothing of it reaches the server then. */
  undo(): boolean {
    if (this.#phase !== 'held') return false;
    this.#end();
    return true;
  }

  /** Settled once the server has answered or could not. */
  sendNow(): Promise<void> {
    if (this.#phase === 'gone') return Promise.resolve();
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #send(): Promise<void> {
    const { address, deed, onSent, onRefused } = this.#contents;
    clearTimeout(this.#timer);
    this.#become('sending');
    try {
      const isLost = await send(address, { ...deed, keepalive: true }, this.#key);
      this.#end();
      onSent(isLost);
    } catch (failure) {
      if (!mayWork(failure)) {
        this.#end();
        onRefused(failure);
        return;
      }
      this.#become('waiting');
      this.#waitOn();
    }
  }

  /** Not while the app is locked: whoever signs in elsewhere must not send it in another's name. */
  #waitOn(): void {
    this.#timer = setTimeout(() => {
      if (isLocked()) this.#waitOn();
      else void this.sendNow();
    }, againMs);
  }

  #lose(): void {
    this.#end();
    this.#contents.onLost();
  }

  #end(): void {
    clearTimeout(this.#timer);
    for (const cleanUp of this.#cleanUps) cleanUp();
    this.#become('gone');
  }

  #become(phase: ParcelPhase): void {
    this.#phase = phase;
    for (const listener of this.#listeners) listener();
  }
}

function isLocked(): boolean {
  const state = sessionState();
  return state.phase === 'signed-in' && state.locked;
}

/** Whether the same may get through later; what the server understood and refused does not. */
function mayWork(failure: unknown): boolean {
  return isFailure(
    failure,
    FailureKind.offline,
    FailureKind.unreachable,
    FailureKind.stranger,
    FailureKind.fieldMode,
    FailureKind.unauthenticated,
    FailureKind.throttled,
    FailureKind.busy,
  );
}
