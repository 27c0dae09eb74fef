import * as v from 'valibot';
import { call } from '../../../shared/wire/client';

const messages = v.object({
  data: v.array(
    v.looseObject({
      id: v.string(),
      by: v.string(),
      at: v.string(),
      text: v.string(),
      read_at: v.optional(v.string()),
    }),
  ),
});
export type ReferralMessage = v.InferOutput<typeof messages>['data'][number];

/** What was written on a referral, oldest first; that it was read so far is noted by this. */
export async function fetchMessages(
  caseId: string,
  referralId: string,
  signal: AbortSignal,
): Promise<readonly ReferralMessage[]> {
  const path = `/cases/${caseId}/referrals/${referralId}/messages`;
  return (await call(path, messages, { signal })).data;
}
