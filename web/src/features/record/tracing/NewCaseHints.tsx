import { useCallback, useSyncExternalStore } from 'react';
import type { FormStore } from '../../../shared/forms/engine/store';
import DuplicateHints from '../../../shared/tracing/DuplicateHints';
import { comparable, comparable_fields } from '../../../shared/tracing/duplicates';

interface NewCaseHintsProps {
  store: FormStore;
}

/** Registered children who may be the one in this form; follows what is typed. */
export default function NewCaseHints({ store }: NewCaseHintsProps) {
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = comparable_fields.map((name) => store.topics.on(`value:${name}`, listener));
      return () => stops.forEach((stop) => stop());
    },
    [store],
  );
  const known = useSyncExternalStore(subscribe, () => JSON.stringify(comparable(store.values)));
  return <DuplicateHints known={known} />;
}
