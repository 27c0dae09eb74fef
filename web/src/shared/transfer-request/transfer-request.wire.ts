import * as v from 'valibot';
import { call } from '../wire/client';

interface TransferRequest {
  readonly notes: string;
  readonly isAgreed: boolean;
}

/** Asks the owner for the case; the same key asks once, however often it is sent. */
export async function sendTransferRequest(
  id: string,
  { notes, isAgreed }: TransferRequest,
  key: string,
): Promise<void> {
  await call(`/cases/${id}/transfer_requests`, v.unknown(), {
    method: 'POST',
    body: { data: { notes, ...(isAgreed ? { consent_individual_transfer: true } : {}) } },
    headers: { 'Idempotency-Key': key },
  });
}
