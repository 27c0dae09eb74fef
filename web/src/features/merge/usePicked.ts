import { useReducer, useState } from 'react';
import type { MergePreview } from '../../shared/merge/merge.wire';
import { nothing_picked, type PickAction, type Picked, reducePicked, unchangedIn } from './choices';

interface Picking {
  readonly picked: Picked;
  readonly change: (action: PickAction) => void;
  /** Whether one of the cases was changed by somebody since this person began. */
  readonly hasChanged: boolean;
}

const revisionsOf = (seen: MergePreview) => `${seen.this.revision} ${seen.other.revision}`;

/** What somebody picks. It outlives a new look at the cases, but for fields that changed. */
export function usePicked(preview: MergePreview): Picking {
  const [picked, change] = useReducer(reducePicked, nothing_picked);
  const [began] = useState(() => revisionsOf(preview));
  const [seen, setSeen] = useState(preview);
  if (revisionsOf(seen) !== revisionsOf(preview)) {
    setSeen(preview);
    change({ kind: 'keep', names: unchangedIn(seen, preview) });
  }
  return { picked, change, hasChanged: began !== revisionsOf(preview) };
}
