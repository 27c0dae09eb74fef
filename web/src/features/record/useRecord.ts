import { useQuery } from '@tanstack/react-query';
import type { RecordType } from '../../shared/wire/records';
import { fetchRecord } from './record.wire';

export function recordKey(type: RecordType, id: string) {
  return ['record', type, id] as const;
}

/** One record, read from the server each time it is opened. */
export function useRecord(type: RecordType, id: string) {
  return useQuery({
    queryKey: recordKey(type, id),
    queryFn: ({ signal }) => fetchRecord(type, id, signal),
    staleTime: 0,
    gcTime: 60_000,
  });
}
