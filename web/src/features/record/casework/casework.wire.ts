import * as v from 'valibot';
import { call, type Method } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';

const text = v.optional(v.nullable(v.string()));

const flag = v.looseObject({
  id: v.number(),
  message: text,
  date: text,
  flagged_by: text,
  removed: v.boolean(),
  unflag_message: text,
  unflagged_by: text,
  unflagged_date: text,
  due_date: text,
  created_at: text,
});
export type Flag = v.InferOutput<typeof flag>;

const flags = v.object({ data: v.array(flag) });

export async function fetchFlags(type: RecordType, id: string, signal: AbortSignal) {
  return (await call(`/${type}/${id}/flags`, flags, { signal })).data;
}

const recipients = v.object({
  data: v.array(
    v.looseObject({
      user_name: v.string(),
      position: text,
      agency: text,
      services: v.optional(v.nullable(v.array(v.string()))),
      location: text,
      locale: text,
      open_cases: v.optional(v.number()),
      pending_referrals: v.optional(v.number()),
      out_of_office: v.optional(v.boolean(), false),
      distance: text,
      agency_services: v.optional(v.array(v.string()), []),
      opening_hours: v.optional(v.record(v.string(), v.string())),
      capacity: v.optional(v.number()),
      capacity_updated_at: text,
    }),
  ),
});
export type Recipient = v.InferOutput<typeof recipients>['data'][number];

const recipient_paths = {
  refer: 'refer-to',
  transfer: 'transfer-to',
  assign: 'assign-to',
} as const;

export async function fetchRecipients(
  way: keyof typeof recipient_paths,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
) {
  return (await call(`/users/${recipient_paths[way]}`, recipients, { query, signal })).data;
}

const identified = v.object({
  data: v.array(v.looseObject({ user_name: v.string(), full_name: v.string(), email: v.string() })),
});
export type IdentifiedUser = v.InferOutput<typeof identified>['data'][number];

/** People who registered themselves, by a part of their name or address. */
export async function fetchIdentified(words: string, signal: AbortSignal) {
  const query = { query: words, page: 1, per: 20 };
  return (await call('/users/identified', identified, { query, signal })).data;
}

const transition = v.looseObject({
  id: v.string(),
  type: v.picklist(['Assign', 'Referral', 'Transfer', 'TransferRequest']),
  status: v.picklist(['in_progress', 'accepted', 'rejected', 'done', 'revoked']),
  transitioned_by: text,
  transitioned_to: text,
  transitioned_to_remote: text,
  created_at: text,
  notes: text,
  rejected_reason: text,
  rejection_note: text,
  responded_at: text,
  completed_at: text,
  respond_by: text,
  access_until: text,
  remind_on: text,
  received_at: text,
  opened_at: text,
  hand_over_code: text,
  remote: v.optional(v.nullable(v.boolean()), false),
  message_count: v.optional(v.number()),
  unread_messages: v.optional(v.number(), 0),
  user_can_write: v.optional(v.boolean(), false),
  expired: v.optional(v.nullable(v.boolean()), false),
  service: text,
  authorized_role_unique_id: text,
  consent_overridden: v.optional(v.nullable(v.boolean()), false),
  allow_case_creation: v.optional(v.nullable(v.boolean()), false),
  user_can_accept_or_reject: v.optional(v.boolean(), false),
  user_can_revoke: v.optional(v.boolean(), false),
});
export type Transition = v.InferOutput<typeof transition>;

const transitions = v.object({ data: v.array(transition) });

export async function fetchTransitions(type: RecordType, id: string, signal: AbortSignal) {
  return (await call(`/${type}/${id}/transitions`, transitions, { signal })).data;
}

/** All that is read of an answer: whether the record is now out of reach. */
const outcome = v.fallback(
  v.object({ data: v.looseObject({ record_access_denied: v.optional(v.boolean(), false) }) }),
  { data: { record_access_denied: false } },
);

/** One thing done to a record: below the record's address, or to the record itself. */
export interface Deed {
  readonly method: Method;
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly recordAction?: string;
  /** Goes out although the page is being closed. */
  readonly keepalive?: boolean;
}

/**
 * True when the record is out of reach afterwards. The same key with the same deed is carried out
 * once, however often it is sent.
 */
export async function send(record: string, deed: Deed, key: string): Promise<boolean> {
  const { method, path, data, recordAction, keepalive = false } = deed;
  const { data: told } = await call(`${record}${path}`, outcome, {
    method,
    body: { data, ...(recordAction === undefined ? {} : { record_action: recordAction }) },
    headers: { 'Idempotency-Key': key },
    keepalive,
  });
  return told.record_access_denied;
}
