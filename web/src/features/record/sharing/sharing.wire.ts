import * as v from 'valibot';
import { call } from '../../../shared/wire/client';
import { localizedText } from '../../../shared/wire/text';

const previewAnswer = v.object({
  data: v.looseObject({
    forms: v.record(v.string(), v.string()),
    fields: v.array(v.string()),
    record: v.record(v.string(), v.unknown()),
  }),
});
export type SharedPreviewData = v.InferOutput<typeof previewAnswer>['data'];

/** A hand-over that is thought of. */
export interface PreviewQuestion {
  readonly way: 'refer' | 'transfer';
  readonly id: string;
  /** A user name; null for somebody without an account, to whom the role for outside applies. */
  readonly to: string | null;
  readonly role: string | null;
}

/** What the recipient would see, as the server will show it to them. */
export async function fetchPreview(
  { way, id, to, role }: PreviewQuestion,
  signal: AbortSignal,
): Promise<SharedPreviewData> {
  const path = `/cases/${id}/${way === 'refer' ? 'referrals' : 'transfers'}/preview`;
  const query = {
    ...(to === null ? { remote: 'true' } : { transitioned_to: to }),
    ...(role === null ? {} : { authorized_role_unique_id: role }),
  };
  return (await call(path, previewAnswer, { query, signal })).data;
}

const rolesAnswer = v.object({
  data: v.array(
    v.looseObject({
      unique_id: v.string(),
      name: v.optional(v.string(), ''),
      name_i18n: v.optional(localizedText),
    }),
  ),
});
export type SharedRole = v.InferOutput<typeof rolesAnswer>['data'][number];

/** The roles through which a recipient may see a referred record: inside, or outside the system. */
export async function fetchRoles(
  kind: 'referral_authorization' | 'external',
  signal: AbortSignal,
): Promise<readonly SharedRole[]> {
  return (await call('/roles', rolesAnswer, { query: { [kind]: 'true' }, signal })).data;
}
