import { callForFile, type ReceivedFile } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';

/** The record as a document, made by the server. */
export function printRecord(
  type: RecordType,
  id: string,
  data: Readonly<Record<string, unknown>>,
): Promise<ReceivedFile> {
  return callForFile(`/${type}/${id}/pdf`, { method: 'POST', body: { data } });
}
