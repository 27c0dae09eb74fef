import type { ExtendedUser } from '../../../shared/wire/user';
import type { Deed, Transition } from './casework.wire';

/** What can be said to a referral, a transfer or a request for one. */
export type HandOverAnswer = 'accepted' | 'rejected' | 'done' | 'revoked';

const paths: Readonly<Record<Transition['type'], string>> = {
  Assign: 'assigns',
  Referral: 'referrals',
  Transfer: 'transfers',
  TransferRequest: 'transfer_requests',
};

/** What this person may answer now; the server says who may accept and who may revoke. */
export function answersTo(transition: Transition, user: ExtendedUser): HandOverAnswer[] {
  const { type, status, transitioned_to: recipient } = transition;
  const isWaiting = status === 'in_progress';
  const isMine = type === 'Referral' && status === 'accepted' && recipient === user.user_name;
  const canEnd = type === 'Referral' || type === 'Transfer';
  const isRunning = isWaiting || status === 'accepted';
  return [
    ...(isWaiting && transition.user_can_accept_or_reject
      ? (['accepted', 'rejected'] as const)
      : []),
    ...(isMine ? (['done'] as const) : []),
    ...(canEnd && isRunning && transition.user_can_revoke ? (['revoked'] as const) : []),
  ];
}

/** The call that gives the answer; a referral is taken back by deleting it. */
export function answerDeed(transition: Transition, answer: HandOverAnswer, note: string): Deed {
  const path = `/${paths[transition.type]}/${transition.id}`;
  if (answer === 'revoked' && transition.type === 'Referral') {
    return { method: 'DELETE', path, data: {} };
  }
  const key = answer === 'done' ? 'rejection_note' : 'rejected_reason';
  return {
    method: 'PATCH',
    path,
    data: { status: answer, ...(note === '' ? {} : { [key]: note }) },
  };
}
