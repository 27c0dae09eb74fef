import { Trans } from '@lingui/react/macro';
import type { Activity } from './activity.wire';

/** One entry as a sentence. */
export function Happening({ activity: one }: { activity: Activity }) {
  const from = one.data.owned_by?.from ?? '';
  const to = one.data.owned_by?.to ?? '';
  const by = one.performed_by ?? '';
  const isAgreed = ['accepted', 'approved'].includes(one.data.status?.to ?? '');
  switch (one.type) {
    case 'change':
      return <Changed action={one.data.action} by={by} />;
    case 'assign':
      return (
        <Trans id="activity.assigned">
          Assigned: from <bdi>{from}</bdi> to <bdi>{to}</bdi>
        </Trans>
      );
    case 'approval':
      return isAgreed ? (
        <Trans id="activity.approval.approved">
          Approved by <bdi>{by}</bdi>
        </Trans>
      ) : (
        <Trans id="activity.approval.rejected">
          Approval refused by <bdi>{by}</bdi>
        </Trans>
      );
    case 'referral':
      if (one.data.status?.to === 'done') {
        return (
          <Trans id="activity.referral.done">
            Referral finished by <bdi>{by}</bdi>
          </Trans>
        );
      }
      return isAgreed ? (
        <Trans id="activity.referral.accepted">
          Referral accepted by <bdi>{by}</bdi>
        </Trans>
      ) : (
        <Trans id="activity.referral.rejected">
          Referral rejected by <bdi>{by}</bdi>
        </Trans>
      );
    default:
      return isAgreed ? (
        <Trans id="activity.accepted">
          Transfer accepted: from <bdi>{from}</bdi> to <bdi>{to}</bdi>
        </Trans>
      ) : (
        <Trans id="activity.rejected">
          Transfer rejected: stays with <bdi>{from}</bdi>
        </Trans>
      );
  }
}

/** What somebody did with a record, without what it holds. */
function Changed({ action, by }: { action: string | undefined; by: string }) {
  const who = <bdi>{by}</bdi>;
  switch (action) {
    case 'create':
      return <Trans id="activity.change.create">Registered by {who}</Trans>;
    case 'close':
      return <Trans id="activity.change.close">Closed by {who}</Trans>;
    case 'reopen':
      return <Trans id="activity.change.reopen">Reopened by {who}</Trans>;
    case 'flag':
      return <Trans id="activity.change.flag">Flagged by {who}</Trans>;
    case 'unflag':
      return <Trans id="activity.change.unflag">Flag resolved by {who}</Trans>;
    case 'merge':
      return <Trans id="activity.change.merge">Merged by {who}</Trans>;
    case 'unmerge':
      return <Trans id="activity.change.unmerge">Merge undone by {who}</Trans>;
    default:
      return <Trans id="activity.change.update">Changed by {who}</Trans>;
  }
}
