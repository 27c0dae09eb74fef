import { queryOptions } from '@tanstack/react-query';
import { call } from '../wire/client';
import type { Query } from '../wire/query';
import { recordList, type RecordType } from '../wire/records';

/** One page of a record list. */
export function recordListQuery(type: RecordType, query: Query) {
  return queryOptions({
    queryKey: [type, 'list', query],
    queryFn: ({ signal }) => call(`/${type}`, recordList, { query, signal }),
  });
}
