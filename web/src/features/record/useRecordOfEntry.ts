import { useQueryClient } from '@tanstack/react-query';
import { useStore } from '../../shared/forms/engine/hooks';
import type { RecordData, RecordType } from '../../shared/wire/records';
import type { fetchRecord } from './record.wire';
import { recordKey } from './useRecord';

/** The record as it is on the page; it is not asked for again, which would be another access. */
export function useRecordOfEntry(type: RecordType): RecordData | undefined {
  const client = useQueryClient();
  const id = useStore().spec.entry?.record['id'];
  if (typeof id !== 'string') return undefined;
  return client.getQueryData<Awaited<ReturnType<typeof fetchRecord>>>(recordKey(type, id))?.data;
}
