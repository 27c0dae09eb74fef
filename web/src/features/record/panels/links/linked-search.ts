import { call } from '../../../../shared/wire/client';
import { type RecordData, recordList } from '../../../../shared/wire/records';
import type { LinkedType } from '../../link-created';

/** By which of three things a record to link is looked for: one of them, and it must be given. */
export const SearchWay = { name: 'name', number: 'number', place: 'place' } as const;
export type SearchWay = (typeof SearchWay)[keyof typeof SearchWay];

export interface LinkedSearch {
  readonly way: SearchWay;
  /** Words, or the code of a place. */
  readonly value: string;
}

const place_filters: Readonly<Record<LinkedType, string>> = {
  registry_records: 'loc:location_current[0]',
  families: 'loc:family_location_current[0]',
};

const found_max = 20;

/** What the list is asked; names are found in other spellings, too. */
function queryOf(type: LinkedType, { way, value }: LinkedSearch): Record<string, string> {
  switch (way) {
    case SearchWay.name:
      return { query: value, phonetic: 'true' };
    case SearchWay.number:
      return { query: value, id_search: 'true' };
    case SearchWay.place:
      return { [place_filters[type]]: value };
  }
}

export interface Found {
  readonly records: readonly RecordData[];
  /** How many fit; the list may show fewer. */
  readonly total: number;
}

export async function findLinked(
  type: LinkedType,
  search: LinkedSearch,
  signal: AbortSignal,
): Promise<Found> {
  const query = { ...queryOf(type, search), 'record_state[0]': 'true', page: 1, per: found_max };
  const { data, metadata } = await call(`/${type}`, recordList, { query, signal });
  return { records: data, total: metadata.total };
}
