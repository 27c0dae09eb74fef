import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { FormStore } from '../../shared/forms/engine/store';

/** The form that is open around a panel. */
export interface OpenEditor {
  /** Whether something is typed that is not saved. */
  readonly isDirty: boolean;
  /** Goes on at once, or, when something is not saved yet, once it is; not when saving fails. */
  readonly afterSaving: (goOn: () => void) => void;
}

interface Around {
  readonly store: FormStore;
  readonly saveAnd: (goOn: () => void) => void;
}

/** Says nothing of what is typed: the first key would draw everything that stands in it again. */
export const OpenEditorContext = createContext<Around | undefined>(undefined);

/** What a panel does elsewhere begins with what is saved, so it asks to save first. */
export function useOpenEditor(): OpenEditor {
  const around = use(OpenEditorContext);
  const store = around?.store;
  const subscribe = useCallback(
    (listener: () => void) => store?.topics.on('dirty', listener) ?? (() => undefined),
    [store],
  );
  const isDirty = useSyncExternalStore(subscribe, () => store?.isDirty ?? false);
  return {
    isDirty,
    afterSaving: (goOn) => (around?.store.isDirty === true ? around.saveAnd(goOn) : goOn()),
  };
}
