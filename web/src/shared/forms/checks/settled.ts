import type { FormStore } from '../engine/store';
import type { JsonObject } from '../json';

/** Long enough that nothing runs between two keystrokes. */
const rest_ms = 300;

export interface Settled {
  readonly subscribe: (listener: () => void) => () => void;
  /** The answers as they were when the person last left a field: the same while they type. */
  readonly values: () => JsonObject;
}

const known = new WeakMap<FormStore, Settled>();

/** When the answers of a store have come to rest; one watch for all that look at it. */
export function settledOf(store: FormStore): Settled {
  let settled = known.get(store);
  if (settled === undefined) {
    settled = watch(store);
    known.set(store, settled);
  }
  return settled;
}

function isTyping(): boolean {
  const focused = document.activeElement;
  return (
    focused?.matches('input:not([type=checkbox], [type=radio]), textarea, [role=spinbutton]') ===
    true
  );
}

function watch(store: FormStore): Settled {
  const listeners = new Set<() => void>();
  let values = store.values;
  let isStale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    if (!isStale || isTyping()) return;
    isStale = false;
    values = store.values;
    for (const listener of listeners) listener();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, rest_ms);
  };
  const change = () => {
    isStale = true;
    wait();
  };
  let stop: (() => void) | undefined;
  const start = () => {
    const stopListening = store.topics.on('change', change);
    window.addEventListener('focusout', wait);
    return () => {
      stopListening();
      window.removeEventListener('focusout', wait);
      clearTimeout(timer);
    };
  };
  return {
    subscribe: (listener) => {
      if (listeners.size === 0) stop = start();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop?.();
      };
    },
    values: () => values,
  };
}
