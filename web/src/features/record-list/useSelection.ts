import { useState } from 'react';
import type { ListQuery } from '../../shared/records/list-query';
import { mayPrintType } from '../../shared/print/print-rights';
import { displayId } from '../../shared/records/record-type';
import { useUser } from '../../shared/session/useSession';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { useBulkActions } from './useBulkActions';

interface SelectionInput {
  type: RecordType;
  query: ListQuery;
  /** The rows in sight. */
  records: readonly RecordData[];
}

/** Which records are chosen: by id, so that a choice over several pages holds. */
export interface Selection {
  /** False where nothing can be done with a choice: then there are no boxes. */
  isOffered: boolean;
  /** The number that people know it by, for each id. */
  ids: Chosen['ids'];
  /** True: everything the filters find, also what no page has shown. */
  isEverything: boolean;
  isPageChosen: boolean;
  toggle: (record: RecordData) => void;
  togglePage: () => void;
  chooseEverything: () => void;
  clear: () => void;
}

interface Chosen {
  /** What the list was narrowed to when these were chosen. */
  scope: string;
  ids: ReadonlyMap<string, string>;
  isEverything: boolean;
}

/** A choice lasts while the same records are looked at: other filters begin a new one. */
export function useSelection({ type, query, records }: SelectionInput): Selection {
  const scope = JSON.stringify([type, query.filters, query.search]);
  const empty: Chosen = { scope, ids: new Map(), isEverything: false };
  const [held, setHeld] = useState<Chosen>(empty);
  const chosen = held.scope === scope ? held : empty;
  const choosable = records.filter((record) => record.record_in_scope !== false);
  const isPageChosen =
    choosable.length > 0 && choosable.every(({ id }) => chosen.isEverything || chosen.ids.has(id));
  const set = (ids: Chosen['ids']) => setHeld({ scope, ids, isEverything: false });
  const page = new Map(choosable.map((record) => [record.id, displayId(type, record)]));
  // From "everything" one comes back to the rows in sight.
  const ids = chosen.isEverything ? page : chosen.ids;
  const mayPrint = mayPrintType(useUser(), type);
  const hasActions = useBulkActions(type).length > 0;
  return {
    isOffered: hasActions || mayPrint,
    ids,
    isEverything: chosen.isEverything,
    isPageChosen,
    toggle: (record) =>
      set(
        ids.has(record.id)
          ? without(ids, new Map([[record.id, '']]))
          : new Map([...ids, [record.id, displayId(type, record)]]),
      ),
    togglePage: () => set(isPageChosen ? without(ids, page) : new Map([...ids, ...page])),
    chooseEverything: () => setHeld({ scope, ids, isEverything: true }),
    clear: () => setHeld(empty),
  };
}

function without(ids: Chosen['ids'], removed: Chosen['ids']): Chosen['ids'] {
  return new Map([...ids].filter(([id]) => !removed.has(id)));
}
