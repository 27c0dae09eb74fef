import * as v from 'valibot';
import { call } from '../wire/client';

/** A record that is only hinted at: a case, or the tracing request of a sought child. */
export interface Wanted {
  readonly side: 'cases' | 'traces';
  readonly id: string;
}

/** The record of the person's own that it is about; its owner learns of it. */
export interface About {
  readonly record_type: 'case' | 'tracing_request';
  readonly record_id: string;
}

/** Asks the owner of a record for access to it. */
export async function askForAccess({ side, id }: Wanted, about: About | undefined): Promise<void> {
  await call(`/${side}/${id}/access_requests`, v.unknown(), {
    method: 'POST',
    body: { data: about ?? {} },
  });
}
