import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call, callForAnswer } from '../../shared/wire/client';

const base = '/identity_providers';
export const providersKey = 'identity-providers';

const text = v.optional(v.nullable(v.string()), null);
const truth = v.pipe(
  v.optional(v.nullable(v.boolean()), false),
  v.transform((value) => value === true),
);

const provider = v.looseObject({
  id: v.number(),
  unique_id: v.string(),
  name: v.optional(v.string(), ''),
  provider_type: text,
  client_id: text,
  issuer: text,
  discovery_url: text,
  authorization_url: text,
  identity_scope: v.optional(v.nullable(v.array(v.string())), null),
  username_claim: text,
  user_domain: text,
  domain_hint: text,
  force_standard_oidc: truth,
  skip_oidc_prompt: truth,
  oidc_prompt: text,
  disabled: truth,
  has_client_secret: truth,
  callback_url: v.string(),
});
export type Provider = v.InferOutput<typeof provider>;

const many = v.object({
  data: v.array(provider),
  metadata: v.object({ use_identity_provider: truth }),
});

/** All of them, and whether passwords are the exception here. */
export const providersQuery = queryOptions({
  queryKey: [providersKey, 'list'],
  queryFn: async ({ signal }) => {
    const answer = await call(base, many, { query: { extended: true }, signal });
    return { providers: answer.data, areRequired: answer.metadata.use_identity_provider };
  },
  staleTime: 0,
});

const one = v.object({ data: provider });

/** A provider with what `If-Match` says of it. */
export async function fetchProvider(id: number, signal: AbortSignal) {
  const { body, etag } = await callForAnswer(`${base}/${id}`, one, { signal });
  return { provider: body.data, tag: etag };
}

export type ProviderBody = Readonly<Record<string, unknown>>;

/** Makes one, or changes the one with the id, upon what was read. */
export function saveProvider(
  id: number | undefined,
  data: ProviderBody,
  tag: string | undefined,
): Promise<unknown> {
  if (id === undefined) return call(base, one, { method: 'POST', body: { data } });
  const headers: Record<string, string> = tag === undefined ? {} : { 'If-Match': tag };
  return call(`${base}/${id}`, one, { method: 'PATCH', body: { data }, headers });
}

export function removeProvider(id: number): Promise<unknown> {
  return call(`${base}/${id}`, v.unknown(), { method: 'DELETE' });
}

const finding = v.looseObject({
  found: v.boolean(),
  problem: text,
  issuer: text,
  authorization_url: text,
  token_url: text,
  keys: v.optional(v.number(), 0),
});
export type Finding = v.InferOutput<typeof finding>;

/** Asks the provider what it says of itself; nothing is stored. */
export async function checkProvider(data: ProviderBody): Promise<Finding> {
  const answer = v.object({ data: finding });
  return (await call(`${base}/check`, answer, { method: 'POST', body: { data } })).data;
}
