import { call } from '../wire/client';
import { type RecordData, recordList, type RecordType } from '../wire/records';

const found_max = 10;

export interface Search {
  readonly type: RecordType;
  readonly words: string;
  /** Filters of the list: only records that fit the link are offered. */
  readonly among?: Readonly<Record<string, string>> | undefined;
}

/** Records with such a number where the words have digits, else with such a name. */
export async function findRecords(
  { type, words, among }: Search,
  signal: AbortSignal,
): Promise<readonly RecordData[]> {
  const way = /\d/.test(words) ? { id_search: 'true' } : { phonetic: 'true' };
  const query = { query: words, per: found_max, page: 1, ...way, ...among };
  return (await call(`/${type}`, recordList, { query, signal })).data;
}
