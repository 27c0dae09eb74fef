import * as v from 'valibot';
import { isFailure } from '../wire/failure';

/** What a passkey or security key answered, each part as base64url. */
export interface PasskeyAnswer {
  id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
  user_handle: string | null;
}

/** What proves a person besides the password; one of the members. */
export interface FactorProof {
  one_time_code?: string;
  recovery_code?: string;
  passkey?: PasskeyAnswer;
}

const passkeyWish = v.object({
  challenge: v.string(),
  rp_id: v.string(),
  credentials: v.optional(v.array(v.string()), []),
});
/** What the browser needs to ask a key. */
export type PasskeyWish = v.InferOutput<typeof passkeyWish>;

/** How a person can prove themselves, as the server says it. */
export const factorWays = v.object({
  kinds: v.array(v.string()),
  passkey: v.optional(passkeyWish),
});
export type FactorWays = v.InferOutput<typeof factorWays>;

const asking = v.object({ second_factor: factorWays });

/** How a person can prove themselves, when the password was right and is not enough. */
export function factorAsked(failure: unknown): FactorWays | undefined {
  if (!isFailure(failure)) return undefined;
  const read = v.safeParse(asking, failure.body);
  return read.success ? read.output.second_factor : undefined;
}

/** The answer to a question for a key of anybody. */
export const passkeyChallengeAnswer = v.object({ data: passkeyWish });
