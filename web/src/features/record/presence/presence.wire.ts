import * as v from 'valibot';
import { call } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';

export type PresenceMode = 'view' | 'edit';

const person = v.object({
  user_name: v.nullable(v.string()),
  mode: v.picklist(['view', 'edit']),
  since: v.string(),
});
export type Person = v.InferOutput<typeof person>;

const people = v.object({ data: v.array(person) });

export interface OpenPage {
  readonly type: RecordType;
  readonly id: string;
  /** Names this page among those of the same person. */
  readonly page: string;
}

/** Says that the record is open here, and hears who else has it open. */
export async function tellPresence(
  { type, id, page }: OpenPage,
  mode: PresenceMode,
  signal: AbortSignal,
): Promise<readonly Person[]> {
  const body = { data: { page, mode } };
  return (await call(`/${type}/${id}/presence`, people, { method: 'POST', body, signal })).data;
}

/** Says that it was closed. Whoever cannot say so is forgotten within a minute. */
export async function tellGone({ type, id, page }: OpenPage): Promise<void> {
  const options = {
    method: 'POST',
    body: { data: { page, mode: 'gone' } },
    keepalive: true,
  } as const;
  await call(`/${type}/${id}/presence`, v.unknown(), options).catch(() => undefined);
}
