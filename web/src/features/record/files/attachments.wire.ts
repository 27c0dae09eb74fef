import * as v from 'valibot';
import { call } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';

/** Bodies of writes are not read: what is stored is read again. */
const anything = v.unknown();

interface AttachmentWrite {
  readonly type: RecordType;
  readonly record: string;
  readonly key: string;
}

export async function addAttachment(
  { type, record, key }: AttachmentWrite,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await call(`/${type}/${record}/attachments`, anything, {
    method: 'POST',
    body: { data },
    headers: { 'Idempotency-Key': key },
  });
}

export async function changeAttachment(
  { type, record, key }: AttachmentWrite,
  id: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await call(`/${type}/${record}/attachments/${id}`, anything, {
    method: 'PATCH',
    body: { data },
    headers: { 'Idempotency-Key': key },
  });
}

export async function removeAttachment(
  type: RecordType,
  record: string,
  id: string,
): Promise<void> {
  await call(`/${type}/${record}/attachments/${id}`, anything, { method: 'DELETE' });
}
