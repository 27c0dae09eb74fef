import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Json } from '../json';
import type { Finding } from '../validation/keys';
import { type FormStore, slotKey } from './store';

/** The store of the form (or of the entry in a dialog) that is drawn. */
export const StoreContext = createContext<FormStore | undefined>(undefined);

export function useStore(): FormStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('forms.no_store');
  return store;
}

/** What a part of the store says now; draws again when the topic is told. */
export function useTopic<T>(store: FormStore, topic: string, read: () => T): T {
  const subscribe = useCallback(
    (listener: () => void) => store.topics.on(topic, listener),
    [store, topic],
  );
  return useSyncExternalStore(subscribe, read);
}

export function useValue(name: string): Json | undefined {
  const store = useStore();
  return useTopic(store, `value:${name}`, () => store.value(name));
}

/** The answer of a field and how to change it. */
export function useAnswer(name: string): readonly [Json | undefined, (value: Json) => void] {
  const store = useStore();
  const value = useValue(name);
  const set = useCallback((next: Json) => store.set(name, next), [store, name]);
  return [value, set];
}

export function useShown(form: string, field: string): boolean {
  const store = useStore();
  return useTopic(store, `shown:${slotKey(form, field)}`, () => store.isShown(form, field));
}

export function useProblems(name: string): readonly Finding[] {
  const store = useStore();
  return useTopic(store, `problems:${name}`, () => store.problemsAt(name));
}

export function useAllProblems(store: FormStore): readonly Finding[] {
  return useTopic(store, 'problems', () => store.problems);
}

export function useDirty(store: FormStore): boolean {
  return useTopic(store, 'dirty', () => store.isDirty);
}
