import { useLingui } from '@lingui/react/macro';

/** Kinds and states of hand-overs, and the answers to them. */
export function useHandOverTexts() {
  const { t } = useLingui();
  return {
    kinds: {
      Assign: t({ id: 'record.hand_over.assign', message: 'Assignment' }),
      Referral: t({ id: 'record.hand_over.referral', message: 'Referral' }),
      Transfer: t({ id: 'record.hand_over.transfer', message: 'Transfer of the case' }),
      TransferRequest: t({ id: 'record.hand_over.request', message: 'Request for transfer' }),
    },
    states: {
      in_progress: t({ id: 'record.hand_over.in_progress', message: 'In progress' }),
      accepted: t({ id: 'record.hand_over.accepted', message: 'Accepted' }),
      rejected: t({ id: 'record.work.rejected', message: 'Rejected' }),
      done: t({ id: 'record.hand_over.done', message: 'Done' }),
      revoked: t({ id: 'record.hand_over.revoked', message: 'Revoked' }),
    },
    answers: {
      accepted: t({ id: 'record.hand_over.accept', message: 'Accept' }),
      rejected: t({ id: 'record.hand_over.reject', message: 'Reject' }),
      done: t({ id: 'record.hand_over.finish', message: 'Mark as done' }),
      revoked: t({ id: 'record.hand_over.revoke', message: 'Revoke' }),
    },
  } as const;
}
