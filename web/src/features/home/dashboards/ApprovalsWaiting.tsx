import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard } from '../../../shared/records/dashboards';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { RecordType } from '../../../shared/wire/records';
import { Bar } from './Bar';
import { ChartSummary } from './ChartSummary';
import { timeTexts } from './indicator-texts';
import { Key } from './Key';
import { NumberLink } from './NumberLink';
import { NumberTiles } from './NumberTiles';
import { sectionsOf } from './sections';
import { useNumberTexts } from './useNumberTexts';
import { pendingSection, spans, waitingOf } from './waiting';

interface ApprovalsWaitingProps {
  dashboards: readonly Dashboard[];
}

/** The approvals the team waits for, and how long; without that the bare numbers of them. */
export function ApprovalsWaiting({ dashboards }: ApprovalsWaitingProps) {
  const { t, i18n } = useLingui();
  const approvalText = useApprovalText();
  const waiting = waitingOf(dashboards);
  if (waiting.length === 0) return <PendingTiles dashboards={dashboards} />;
  const most = Math.max(...waiting.map(({ count }) => count));
  const caption = t({ id: 'cockpit.approvals', message: 'Approvals that wait, by how long' });
  const words = (span: string) => {
    const text = timeTexts[span];
    return text === undefined ? span : i18n._(text);
  };
  return (
    <>
      <h3>{caption}</h3>
      <ChartSummary
        rows={waiting.map(({ approval, count }) => ({ label: approvalText(approval), count }))}
      />
      <div className="table-box" role="group" tabIndex={0} aria-label={caption}>
        <table className="table count-table" aria-label={caption}>
          <thead>
            <tr>
              <th scope="col">
                <Trans id="cockpit.approval">Approval</Trans>
              </th>
              <td className="bar-column" />
              {spans.map((span, index) => (
                <th key={span} scope="col" className="count-head">
                  <Key index={index} />
                  {words(span)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ approval, bySpan }) => (
              <tr key={approval}>
                <th scope="row" className="cell-head">
                  {approvalText(approval)}
                </th>
                <td className="bar-column">
                  <Bar parts={spans.map((span) => bySpan.get(span)?.count ?? 0)} most={most} />
                </td>
                {spans.map((span) => (
                  <td key={span}>
                    <NumberLink
                      stat={bySpan.get(span)}
                      type={RecordType.case}
                      name={`${words(span)}, ${approvalText(approval)}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function PendingTiles({ dashboards }: ApprovalsWaitingProps) {
  const { label } = useNumberTexts(false);
  const pending = sectionsOf(dashboards).find(({ id }) => id === pendingSection);
  const numbers = (pending?.indicators ?? []).flatMap(([key, indicator]) =>
    indicator.shape === 'one' ? [{ key, label: label(key), stat: indicator.stat }] : [],
  );
  return numbers.length === 0 ? null : <NumberTiles type={RecordType.case} numbers={numbers} />;
}
