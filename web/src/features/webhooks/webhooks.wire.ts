import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call, callForAnswer } from '../../shared/wire/client';
import { localizedText, pageMetadata } from '../../shared/wire/text';

const base = '/webhooks';
export const webhooksKey = 'webhooks';

/** How the receiver knows that a message is ours. */
export const AuthType = {
  none: 'none',
  apiKey: 'api_key',
  basic: 'basic_auth',
  hmac: 'hmac',
} as const;
export type AuthType = (typeof AuthType)[keyof typeof AuthType];

/** How much of a record a message holds. */
export const Payload = { full: 'full', changes: 'changes', reference: 'reference' } as const;
export type Payload = (typeof Payload)[keyof typeof Payload];

const webhook = v.looseObject({
  id: v.string(),
  events: v.pipe(
    v.union([v.array(v.string()), v.string()]),
    v.transform((value) => (typeof value === 'string' ? value.split(',') : value)),
  ),
  url: v.string(),
  role_unique_id: v.string(),
  metadata: v.optional(v.record(v.string(), v.unknown()), {}),
  auth_type: v.optional(v.nullable(v.picklist(Object.values(AuthType)))),
  has_secret: v.optional(v.boolean(), false),
  disabled: v.optional(v.boolean(), false),
  gone: v.optional(v.boolean(), false),
});
export type Webhook = v.InferOutput<typeof webhook>;

const delivery = v.looseObject({
  id: v.string(),
  event: v.optional(v.string(), ''),
  record_id: v.optional(v.string()),
  attempt: v.optional(v.number(), 0),
  status: v.picklist(['pending', 'sent', 'failed', 'dead']),
  http_status: v.optional(v.nullable(v.number())),
  next_attempt_at: v.optional(v.nullable(v.string())),
  created_at: v.string(),
  error: v.optional(v.nullable(v.string())),
});
export type Delivery = v.InferOutput<typeof delivery>;

const role = v.looseObject({
  unique_id: v.string(),
  name: v.optional(v.string(), ''),
  name_i18n: v.optional(localizedText),
  disabled: v.optional(v.boolean(), false),
});
export type WebhookRole = v.InferOutput<typeof role>;

export const webhooksQuery = queryOptions({
  queryKey: [webhooksKey, 'list'],
  queryFn: async ({ signal }) =>
    (await call(base, v.object({ data: v.array(webhook) }), { signal })).data,
  staleTime: 0,
});

const roles_max = 1000;

/** Every role: one of them decides what leaves the system. */
export const rolesQuery = queryOptions({
  queryKey: [webhooksKey, 'roles'],
  queryFn: async ({ signal }) => {
    const query = { per: roles_max, page: 1 };
    return (await call('/roles', v.object({ data: v.array(role) }), { query, signal })).data;
  },
});

const one = v.object({ data: webhook });

/** A webhook with what `If-Match` says of it. */
export async function fetchWebhook(id: string, signal: AbortSignal) {
  const { body, etag } = await callForAnswer(`${base}/${id}`, one, { signal });
  return { webhook: body.data, tag: etag };
}

export type WebhookBody = Readonly<Record<string, unknown>>;

/** Makes one, or changes the one with the id, upon what was read. */
export function saveWebhook(
  id: string | undefined,
  data: WebhookBody,
  tag: string | undefined,
): Promise<unknown> {
  if (id === undefined) return call(base, one, { method: 'POST', body: { data } });
  const headers: Record<string, string> = tag === undefined ? {} : { 'If-Match': tag };
  return call(`${base}/${id}`, one, { method: 'PATCH', body: { data }, headers });
}

export function removeWebhook(id: string): Promise<unknown> {
  return call(`${base}/${id}`, v.unknown(), { method: 'DELETE' });
}

/** Sends a message that says nothing, and tells what became of it. */
export async function testWebhook(id: string): Promise<Delivery> {
  const answer = v.object({ data: delivery });
  return (await call(`${base}/${id}/test`, answer, { method: 'POST', body: {} })).data;
}

/** Tries everything once more that was given up; gives how many messages that are. */
export async function replayDead(id: string): Promise<number> {
  const answer = v.object({ data: v.object({ count: v.number() }) });
  const path = `${base}/${id}/replay`;
  return (await call(path, answer, { method: 'POST', body: { data: {} } })).data.count;
}

export const deliveries_page = 20;

const deliveryPage = v.object({ data: v.array(delivery), metadata: pageMetadata });

/** What was sent to the receiver, newest first. */
export function fetchDeliveries(id: string, page: number, signal: AbortSignal) {
  const query = { page, per: deliveries_page };
  return call(`${base}/${id}/deliveries`, deliveryPage, { query, signal });
}
