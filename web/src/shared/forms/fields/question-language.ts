import { useSyncExternalStore } from 'react';
import { useLanguage } from '../../i18n/useLanguage';

let chosen: string | undefined;
const listeners = new Set<() => void>();

/** Shows the questions in another language than the app; `undefined`: in that of the app. */
export function askIn(locale: string | undefined): void {
  chosen = locale;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language in which a child is asked: that of the interview, else that of the app. */
export function useQuestionLanguage(): string {
  const own = useLanguage();
  return useSyncExternalStore(subscribe, () => chosen) ?? own;
}
