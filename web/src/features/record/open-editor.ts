import { createContext, use } from 'react';

/** The form that is open around a panel. */
export interface OpenEditor {
  /** Whether something is typed that is not saved. */
  readonly isDirty: boolean;
  /** Goes on at once, or, when something is not saved yet, once it is; not when saving fails. */
  readonly afterSaving: (goOn: () => void) => void;
}

const nothing_open: OpenEditor = { isDirty: false, afterSaving: (goOn) => goOn() };

export const OpenEditorContext = createContext(nothing_open);

/** What a panel does elsewhere begins with what is saved, so it asks to save first. */
export function useOpenEditor(): OpenEditor {
  return use(OpenEditorContext);
}
