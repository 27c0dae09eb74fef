import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { makeKey } from '../../../shared/second-factor/keys';
import {
  factorWays,
  type FactorProof,
  type FactorWays,
} from '../../../shared/session/second-factor';
import { call } from '../../../shared/wire/client';

const statusAnswer = v.object({
  data: v.object({
    active: v.boolean(),
    required: v.optional(v.boolean(), false),
    one_time_code: v.object({ active: v.boolean(), since: v.nullable(v.string()) }),
    passkeys: v.array(
      v.object({
        id: v.string(),
        name: v.string(),
        created_at: v.string(),
        last_used_at: v.nullable(v.string()),
      }),
    ),
    recovery_codes_left: v.number(),
  }),
});
export type FactorStatus = v.InferOutput<typeof statusAnswer>['data'];
export type Passkey = FactorStatus['passkeys'][number];

/** What one proves oneself with besides the password. */
export const factorQuery = queryOptions({
  queryKey: ['second_factor'],
  queryFn: async ({ signal }) => (await call('/second_factor', statusAnswer, { signal })).data,
});

const setUpAnswer = v.object({
  data: v.object({
    key: v.string(),
    address: v.string(),
    /** The square code, a text of 0 and 1 for each row; null when the address is too long. */
    square: v.nullable(v.array(v.string())),
  }),
});
export type AppSetUp = v.InferOutput<typeof setUpAnswer>['data'];

const codesAnswer = v.object({ data: v.object({ recovery_codes: v.array(v.string()) }) });

/** What proves again who asks. */
export interface Proof extends FactorProof {
  password: string;
}

async function send<S extends v.GenericSchema>(path: string, answer: S, data: unknown) {
  return call(`/second_factor/${path}`, answer, { method: 'POST', body: { data } });
}

/** Begins to set up an app; its key counts after the first right code. */
export async function beginApp(password: string): Promise<AppSetUp> {
  return (await send('one_time_code', setUpAnswer, { password })).data;
}

/** The app shows this code; gives the recovery codes, which are told only now. */
export async function confirmApp(code: string): Promise<string[]> {
  const answer = await send('one_time_code/confirmation', codesAnswer, { one_time_code: code });
  return answer.data.recovery_codes;
}

/** From now on the password alone opens the account. */
export async function removeApp(proof: Proof): Promise<string[]> {
  await send('one_time_code/removal', v.unknown(), proof);
  return [];
}

const keyWishAnswer = v.object({
  data: v.object({
    challenge: v.string(),
    rp_id: v.string(),
    user_handle: v.string(),
    user_name: v.string(),
    known: v.array(v.string()),
  }),
});

/**
 * Registers a key of the person: the password is proven, then the browser asks for the key. Gives
 * the recovery codes, if there were none. Throws `NoKey` or `WireFailure`.
 */
export async function addKey(password: string, name: string, app: string): Promise<string[]> {
  const wish = (await send('passkeys', keyWishAnswer, { password })).data;
  const made = await makeKey(wish, app);
  const answer = await send('passkeys/confirmation', codesAnswer, { name, ...made });
  return answer.data.recovery_codes;
}

/** The key opens nothing any more. */
export async function removeKey(id: string, proof: Proof): Promise<string[]> {
  await send(`passkeys/${id}/removal`, v.unknown(), proof);
  return [];
}

/** What the browser needs to ask one of the person's keys, just before it does. */
export async function askForProof(): Promise<FactorWays> {
  return (await send('proof', v.object({ data: factorWays }), {})).data;
}

/** Ten new codes in the place of those before. */
export async function renewCodes(proof: Proof): Promise<string[]> {
  return (await send('recovery_codes', codesAnswer, proof)).data.recovery_codes;
}
