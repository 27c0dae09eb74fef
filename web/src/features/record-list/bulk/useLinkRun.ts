import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { ListQuery } from '../../../shared/records/list-query';
import { recordListQuery } from '../../../shared/records/records';
import { RecordType } from '../../../shared/wire/records';
import { askedIn } from '../useListPage';
import { linkAll, linkMax } from './link';
import type { BulkState } from './useBulkRun';

interface LinkRun {
  state: BulkState;
  /** Those with the ids, or, without ids, everything the list finds. */
  start: (caseId: string, ids: readonly string[] | undefined) => Promise<void>;
}

/** Links chosen incidents to a case, and follows how it goes. */
export function useLinkRun(query: ListQuery): LinkRun {
  const queries = useQueryClient();
  const language = useLanguage();
  const [state, become] = useState<BulkState>({ phase: 'asking' });
  const everything = async () => {
    const asked = { ...askedIn(language, query), page: 1, per: linkMax };
    const { data } = await queries.fetchQuery(recordListQuery(RecordType.incident, asked));
    return data.filter((one) => one.record_in_scope !== false).map(({ id }) => id);
  };
  const start: LinkRun['start'] = async (caseId, ids) => {
    become({ phase: 'sending' });
    try {
      await linkAll(caseId, ids ?? (await everything()), (progress) =>
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
  return { state, start };
}

/** The case lists its incidents, and each of these names its case. */
const changed = [RecordType.incident, RecordType.case];
