import { call } from '../../../../shared/wire/client';
import type { RecordType } from '../../../../shared/wire/records';
import { historyPage, type HistoryPage } from '../../record.wire';

/** Years of a usual case; the change log tells the rest. */
const history_length_max = 200;

/** The newest part of the log in one answer. */
export async function fetchRecentHistory(
  type: RecordType,
  id: string,
  signal: AbortSignal,
): Promise<HistoryPage> {
  return call(`/${type}/${id}/record_history`, historyPage, {
    query: { page: 1, per: history_length_max },
    signal,
  });
}
