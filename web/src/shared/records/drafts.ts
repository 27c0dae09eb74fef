import type { OwnedFileBox } from '../forms/fields/file-box';
import type { JsonObject } from '../forms/json';
import { holdBusy } from '../pwa/busy';
import { sessionState, subscribeToSession } from '../session/session';
import type { RecordType } from '../wire/records';

/** What somebody typed and has not sent. */
export interface Draft {
  readonly values: JsonObject;
  /** The record as it was when they began. */
  readonly initial: JsonObject;
  readonly revision: number | undefined;
  /** Files chosen and not yet sent. */
  readonly files: OwnedFileBox;
  readonly about: DraftAbout;
}

/** What a draft is of, for whoever lists drafts. */
export interface DraftAbout {
  readonly type: RecordType;
  /** The screen where it goes on, below the app's base. */
  readonly path: string;
  readonly isNew: boolean;
  /** Answers that somebody else changed meanwhile, and that nobody has decided on yet. */
  readonly clashes: number;
}

/** In memory only, and only while somebody is signed in. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();
let listed: readonly Draft[] = [];

subscribeToSession(() => {
  if (sessionState().phase === 'signed-out') {
    takeDraftsAway();
  }
});

/** All with their keys, to be sealed while the app is locked. */
export function draftsByKey(): readonly (readonly [string, Draft])[] {
  return [...drafts];
}

/** Nothing of them is left in clear; they were sealed before. */
export function takeDraftsAway(): void {
  for (const key of drafts.keys()) forgetDraft(key);
}

export function keepDraft(key: string, draft: Draft): void {
  drafts.set(key, draft);
  tell();
}

export function draftOf(key: string): Draft | undefined {
  return drafts.get(key);
}

export function forgetDraft(key: string): void {
  drafts.get(key)?.files.empty();
  drafts.delete(key);
  tell();
}

/** All that are kept, the same list until one comes or goes. */
export function keptDrafts(): readonly Draft[] {
  return listed;
}

/** Called when a draft comes or goes. Returns the clean-up. */
export function subscribeToDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  listed = [...drafts.values()];
  holdOn(drafts.size > 0);
  for (const listener of listeners) listener();
}

let letGo: (() => void) | undefined;

/** While there are drafts, no update loads the page anew, and whoever closes it is asked. */
function holdOn(isNeeded: boolean): void {
  if (!isNeeded) {
    letGo?.();
    letGo = undefined;
  } else if (letGo === undefined) {
    const release = holdBusy();
    window.addEventListener('beforeunload', ask);
    letGo = () => {
      release();
      window.removeEventListener('beforeunload', ask);
    };
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
