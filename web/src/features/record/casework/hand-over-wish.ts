import type { HandOver } from './hand-over';
import type { RecipientFilter } from './RecipientFilters';

/** What somebody has said so far about giving a record to another person. */
export interface HandOverWish {
  readonly filter: RecipientFilter;
  /** The entry of the case's services that the referral is for. */
  readonly serviceRow: string | null;
  readonly recipient: string | null;
  /** The recipient has no account here. */
  readonly isRemote: boolean;
  readonly remote: string;
  readonly remoteAgency: string;
  readonly role: string | null;
  readonly respondBy: string | null;
  /** The last day of the recipient's access. */
  readonly accessUntil: string | null;
  readonly remindOn: string | null;
  readonly mayCreateCase: boolean;
  readonly isAgreed: boolean;
  readonly notes: string;
  /** Why it is shared without consent; undefined until somebody decides to. */
  readonly override: string | undefined;
}

export const emptyWish: HandOverWish = {
  filter: { service: null, agency: null },
  serviceRow: null,
  recipient: null,
  isRemote: false,
  remote: '',
  remoteAgency: '',
  role: null,
  respondBy: null,
  accessUntil: null,
  remindOn: null,
  mayCreateCase: false,
  isAgreed: false,
  notes: '',
  override: undefined,
};

/** What must be said before a wish can be sent. */
export type Missing = 'recipient' | 'remote' | 'role' | 'reason';

export interface WishRules {
  readonly way: HandOver;
  readonly isConsented: boolean;
  /** Roles are offered, so that one must be chosen. */
  readonly hasRoles: boolean;
}

export function missingIn(wish: HandOverWish, rules: WishRules): readonly Missing[] {
  const lacksRole = rules.way === 'refer' && rules.hasRoles && wish.role === null;
  return [
    ...(!wish.isRemote && wish.recipient === null ? (['recipient'] as const) : []),
    ...(wish.isRemote && wish.remote.trim() === '' ? (['remote'] as const) : []),
    ...(lacksRole ? (['role'] as const) : []),
    ...(!rules.isConsented && (wish.override ?? '').trim() === '' ? (['reason'] as const) : []),
  ];
}

type Data = Readonly<Record<string, unknown>>;

/** The wish as it is sent; what was not said is left out. */
export function dataOf(wish: HandOverWish, { way, isConsented }: WishRules): Data {
  return {
    ...recipientOf(wish),
    notes: wish.notes.trim(),
    ...(way === 'refer' ? referralOf(wish) : {}),
    ...(way === 'transfer' && wish.isAgreed ? { consent_individual_transfer: true } : {}),
    ...(isConsented
      ? {}
      : { consent_overridden: true, consent_override_reason: wish.override?.trim() }),
  };
}

function recipientOf({ isRemote, recipient, remote, remoteAgency }: HandOverWish): Data {
  if (!isRemote) return { transitioned_to: recipient };
  return {
    remote: true,
    transitioned_to_remote: remote.trim(),
    ...said('transitioned_to_agency', remoteAgency.trim() || null),
  };
}

function referralOf(wish: HandOverWish): Data {
  const { filter, serviceRow, role, respondBy, accessUntil, remindOn, mayCreateCase } = wish;
  return {
    ...said('service', filter.service),
    ...said('service_record_id', serviceRow),
    ...said('authorized_role_unique_id', role),
    ...said('respond_by', respondBy),
    ...said('access_until', accessUntil),
    ...said('remind_on', remindOn),
    ...(mayCreateCase ? { allow_case_creation: true } : {}),
  };
}

function said(name: string, value: string | null): Data {
  return value === null ? {} : { [name]: value };
}
