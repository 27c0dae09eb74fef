import { useCallback } from 'react';
import { checkField } from '../engine/checking';
import { useStore } from '../engine/hooks';
import { useFormView } from './form-view';

/** Looks at a field again when the person leaves it, not while they type. */
export function useLeave(name: string): () => void {
  const store = useStore();
  const view = useFormView();
  const find = store.spec.entry === undefined ? view.find : view.findInEntry;
  return useCallback(() => checkField(store, name, find), [store, name, find]);
}
