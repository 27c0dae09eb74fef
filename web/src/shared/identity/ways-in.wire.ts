import * as v from 'valibot';
import { call } from '../wire/client';

const provider = v.looseObject({
  id: v.number(),
  unique_id: v.string(),
  name: v.optional(v.string(), ''),
  provider_type: v.optional(v.nullable(v.string())),
});
export type Provider = v.InferOutput<typeof provider>;

const answer = v.object({
  data: v.array(provider),
  metadata: v.object({
    use_identity_provider: v.optional(v.boolean(), false),
    password_sign_in: v.optional(v.boolean(), true),
  }),
});

/** How one can sign in here. */
export interface WaysIn {
  readonly providers: readonly Provider[];
  /** Passwords are the exception: they are asked for behind a link. */
  readonly areRequired: boolean;
  readonly hasPasswords: boolean;
}

export async function fetchWaysIn(): Promise<WaysIn> {
  const { data, metadata } = await call('/identity_providers', answer);
  return {
    providers: data.filter((one) => one.provider_type !== 'local'),
    areRequired: metadata.use_identity_provider,
    hasPasswords: metadata.password_sign_in,
  };
}

/** Where a browser goes to sign in; it comes back to the page of our own. */
export function departureAddress(id: number, returnTo: string | undefined): string {
  const query = returnTo === undefined ? '' : `?${new URLSearchParams({ return_to: returnTo })}`;
  return `/api/v2/identity_providers/${id}/sign_in${query}`;
}
