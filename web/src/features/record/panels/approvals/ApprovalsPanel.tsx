import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use } from 'react';
import { lookupsQuery } from '../../../../shared/definitions/definitions';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import { useApprovalText } from '../../../../shared/text/useApprovalText';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import type { PanelProps } from '../../panel-props';
import { Mark, type Tone } from '../Mark';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { type ApprovalEntry, approvalsOf } from './approval-entries';

const tones: Readonly<Record<string, Tone>> = {
  requested: 'wait',
  approved: 'good',
  rejected: 'bad',
};

/** What was to be approved: where each stands, and who asked and answered when with which words. */
export default function ApprovalsPanel({ record, title }: PanelProps) {
  use(recordTexts);
  const textOf = useApprovalText();
  const approvals = approvalsOf(record.data);
  return (
    <PanelFrame title={title}>
      {approvals.length === 0 ? (
        <EmptyState
          title={
            <Trans id="panel.approvals.none">Nobody has asked for an approval of this case.</Trans>
          }
        />
      ) : null}
      <ul className="panel-cards">
        {approvals.map(([approval, entries]) => (
          <li key={approval} className="panel-card">
            <div className="panel-card-head">
              <h3>{textOf(approval)}</h3>
              <StateMark state={entries[0]?.state ?? ''} />
            </div>
            <ol className="history">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </PanelFrame>
  );
}

function StateMark({ state }: { state: string }) {
  const { t } = useLingui();
  const words: Readonly<Record<string, string>> = {
    requested: t({ id: 'panel.approvals.requested', message: 'Waits for an answer' }),
    approved: t({ id: 'panel.approvals.approved', message: 'Approved' }),
    rejected: t({ id: 'panel.approvals.rejected', message: 'Rejected' }),
    withdrawn: t({ id: 'panel.approvals.withdrawn', message: 'Withdrawn' }),
  };
  return <Mark tone={tones[state] ?? 'plain'}>{words[state] ?? state}</Mark>;
}

function EntryRow({ entry }: { entry: ApprovalEntry }) {
  const language = useLanguage();
  const planText = usePlanText();
  return (
    <li>
      <p className="history-head">
        <time dateTime={entry.on}>
          <bdi>{formatDate(entry.on, language)}</bdi>
        </time>
        <span>
          <EntryText entry={entry} />
        </span>
      </p>
      {entry.planType === '' ? null : <p className="soft">{planText(entry.planType)}</p>}
      {entry.approver === '' ? null : (
        <p className="soft">
          <Trans id="panel.approvals.asked" comment="Followed by a user name.">
            Asked to answer: <bdi>{entry.approver}</bdi>
          </Trans>
        </p>
      )}
      {entry.onBehalfOf === '' ? null : (
        <p className="soft">
          <Trans id="panel.approvals.behalf" comment="Followed by a user name.">
            As a deputy of <bdi>{entry.onBehalfOf}</bdi>
          </Trans>
        </p>
      )}
      {entry.changedSince === '' ? null : (
        <p>
          <Mark tone="wait">
            <Trans id="panel.approvals.changed" comment="Followed by a date.">
              Changed since it was approved: <bdi>{formatDate(entry.changedSince, language)}</bdi>
            </Trans>
          </Mark>
        </p>
      )}
      {entry.comment === '' ? null : (
        <p>
          <bdi>{entry.comment}</bdi>
        </p>
      )}
    </li>
  );
}

function EntryText({ entry: { state, who } }: { entry: ApprovalEntry }) {
  const name = <bdi>{who}</bdi>;
  switch (state) {
    case 'requested':
      return <Trans id="panel.approvals.by_requested">Requested by {name}</Trans>;
    case 'approved':
      return <Trans id="panel.approvals.by_approved">Approved by {name}</Trans>;
    case 'rejected':
      return <Trans id="panel.approvals.by_rejected">Rejected by {name}</Trans>;
    default:
      return <Trans id="panel.approvals.by_withdrawn">Withdrawn by {name}</Trans>;
  }
}

/** The words of a deployment for kinds of case plans. */
function usePlanText(): (id: string) => string {
  const language = useLanguage();
  const lookups = useQuery(lookupsQuery);
  const lookup = lookups.data?.find((one) => one.unique_id === 'lookup-approval-type');
  return (id) =>
    pickText(lookup?.values.find((one) => one.id === id)?.display_text, language) || id;
}
