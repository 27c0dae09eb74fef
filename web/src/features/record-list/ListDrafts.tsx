import { lazy, Suspense, useSyncExternalStore } from 'react';
import { keptDrafts, subscribeToDrafts } from '../../shared/records/drafts';
import type { RecordType } from '../../shared/wire/records';

/** Comes with the first draft. */
const UnsavedDrafts = lazy(() => import('./UnsavedDrafts'));

/** The drafts of the record type that is listed. */
export function ListDrafts({ type }: { type: RecordType }) {
  const all = useSyncExternalStore(subscribeToDrafts, keptDrafts);
  const drafts = all.filter(({ about }) => about.type === type);
  return drafts.length === 0 ? null : (
    <Suspense>
      <UnsavedDrafts drafts={drafts} />
    </Suspense>
  );
}
