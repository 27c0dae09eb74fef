import type { createFileBox } from '../../shared/forms/fields/file-box';
import type { JsonObject } from '../../shared/forms/json';
import { sessionState, subscribeToSession } from '../../shared/session/session';

/** What somebody typed and has not sent. */
export interface Draft {
  readonly values: JsonObject;
  /** The record as it was when they began. */
  readonly initial: JsonObject;
  readonly revision: number | undefined;
  /** Files chosen and not yet sent. */
  readonly files: ReturnType<typeof createFileBox>;
}

/** In memory only, and only while somebody is signed in. */
const drafts = new Map<string, Draft>();

subscribeToSession(() => {
  if (sessionState().phase === 'signed-out') {
    for (const key of drafts.keys()) forgetDraft(key);
  }
});

export function keepDraft(key: string, draft: Draft): void {
  drafts.set(key, draft);
}

export function draftOf(key: string): Draft | undefined {
  return drafts.get(key);
}

export function forgetDraft(key: string): void {
  drafts.get(key)?.files.empty();
  drafts.delete(key);
}
