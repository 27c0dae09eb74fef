import { useEffect, useState, useSyncExternalStore } from 'react';
import type { FormStore } from '../../shared/forms/engine/store';
import { holdBusy, useBusyWhile } from '../../shared/pwa/busy';
import { useReturn } from '../../shared/session/useReturn';
import { useShortcut } from '../../shared/ui/useShortcut';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import type { Choice } from './conflicts';
import {
  EditorSession,
  type SaveState,
  type SessionSpec,
  type Snapshot,
  type Surroundings,
} from './editor-session';

export interface Editor extends Snapshot {
  readonly save: () => void;
  readonly saveIncomplete: () => void;
  /** Saves, and goes on elsewhere instead of to the record. */
  readonly saveAnd: (goOn: () => void) => void;
  readonly resolve: (choices: Readonly<Record<string, Choice>>) => void;
  readonly giveUp: () => void;
  readonly stopSending: () => void;
}

/** Ctrl-S saves the record, not the page; for those without shortcuts, too. */
const save_key = { isAlwaysOn: true };

/**
 * An open form with the ways to save it. It does not say whether something is typed: whatever draws
 * the whole form would be drawn again by the first key, which must be seen at once.
 */
export function useEditor(spec: SessionSpec & Surroundings): Editor {
  const [session] = useState(() => new EditorSession(spec));
  const { state, refusals, clashes } = useSyncExternalStore(session.subscribe, session.snapshot);
  useBusyWhileDirty(spec.store);
  useBusyWhile(state.phase === 'saving');
  const save = () => void session.save(spec);
  useShortcut('save', save, save_key);
  useReturn(isFailed(state, FailureKind.unauthenticated), save);
  return {
    state,
    refusals,
    clashes,
    save,
    saveIncomplete: () => void session.save({ ...spec, isIncomplete: true }),
    saveAnd: (goOn) => void session.save({ ...spec, onSaved: () => spec.onSaved(goOn) }),
    resolve: (choices) => void session.resolve(choices, spec),
    giveUp: session.giveUp,
    stopSending: session.stopSending,
  };
}

/** An update of the app waits while something is typed that is not saved. */
function useBusyWhileDirty(store: FormStore): void {
  useEffect(() => {
    let release: (() => void) | undefined;
    const look = () => {
      if (store.isDirty) release ??= holdBusy();
      else {
        release?.();
        release = undefined;
      }
    };
    look();
    const stop = store.topics.on('dirty', look);
    return () => {
      stop();
      release?.();
    };
  }, [store]);
}

function isFailed(state: SaveState, kind: FailureKind): boolean {
  return state.phase === 'failed' && isFailure(state.failure, kind);
}
