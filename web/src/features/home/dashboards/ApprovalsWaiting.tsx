import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard } from '../../../shared/records/dashboards';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { RecordType } from '../../../shared/wire/records';
import { Bar } from './Bar';
import { timeTexts } from './indicator-texts';
import { Key } from './Key';
import { NumberLink } from './NumberLink';
import { spans, waitingOf } from './waiting';

/** The approvals the team waits for, and how long; nothing when the role does not count them. */
export function ApprovalsWaiting({ dashboards }: { dashboards: readonly Dashboard[] }) {
  const { t, i18n } = useLingui();
  const approvalText = useApprovalText();
  const waiting = waitingOf(dashboards);
  if (waiting.length === 0) return null;
  const most = Math.max(...waiting.map(({ count }) => count));
  const caption = t({ id: 'cockpit.approvals', message: 'Approvals that wait, by how long' });
  const words = (span: string) => {
    const text = timeTexts[span];
    return text === undefined ? span : i18n._(text);
  };
  return (
    <>
      <h3>{caption}</h3>
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
