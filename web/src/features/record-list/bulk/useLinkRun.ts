import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { ListQuery } from '../../../shared/records/list-query';
import { displayId } from '../../../shared/records/record-type';
import { recordListQuery } from '../../../shared/records/records';
import { RecordType } from '../../../shared/wire/records';
import { askedIn } from '../useListPage';
import type { Selection } from '../useSelection';
import { linkAll, linkMax } from './link';
import type { BulkState } from './useBulkRun';

interface LinkRun {
  state: BulkState;
  /** The numbers that people know the incidents by, for each id. */
  numbers: ReadonlyMap<string, string>;
  start: (caseId: string) => Promise<void>;
}

/** Links the chosen incidents to a case, and follows how it goes. */
export function useLinkRun(query: ListQuery, selection: Selection): LinkRun {
  const queries = useQueryClient();
  const language = useLanguage();
  const [state, become] = useState<BulkState>({ phase: 'asking' });
  // The list changes meanwhile, and the choice is emptied at the end.
  const [{ isEverything }] = useState(selection);
  const [numbers, setNumbers] = useState(selection.ids);
  const everything = async () => {
    const asked = { ...askedIn(language, query), page: 1, per: linkMax };
    const { data } = await queries.fetchQuery(recordListQuery(RecordType.incident, asked));
    const rows = data.filter((one) => one.record_in_scope !== false);
    return new Map(rows.map((one) => [one.id, displayId(RecordType.incident, one)]));
  };
  const start: LinkRun['start'] = async (caseId) => {
    become({ phase: 'sending' });
    try {
      const chosen = isEverything ? await everything() : numbers;
      setNumbers(chosen);
      await linkAll(caseId, [...chosen.keys()], (progress) =>
        become({ phase: progress.isOver ? 'done' : 'running', progress }),
      );
    } catch (failure) {
      become({ phase: 'refused', failure });
    }
    // Also after a lost answer: the server may have linked them.
    await queries.invalidateQueries({
      predicate: ({ queryKey: [key, type] }) =>
        key === RecordType.incident || (key === 'record' && changed.some((one) => one === type)),
    });
  };
  return { state, numbers, start };
}

/** The case lists its incidents, and each of these names its case. */
const changed = [RecordType.incident, RecordType.case];
