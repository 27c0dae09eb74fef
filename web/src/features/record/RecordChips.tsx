import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../shared/records/record-type';
import type { RecordData } from '../../shared/wire/records';
import type { Deployment } from './deployment';
import { useSystemText } from './useSystemText';
import { workflowSteps } from './workflow/workflow-steps';
import { asJson } from '../../shared/forms/definition';

interface RecordChipsProps {
  record: RecordData;
  deployment: Deployment;
}

/** Name and state of the record in one line: whose it is, whether it is open. */
export function RecordChips({ record, deployment }: RecordChipsProps) {
  const { valueText } = useSystemText();
  const { name } = record;
  const status = valueText('status', asJson(record['status']));
  const workflow = valueText('workflow', asJson(record['workflow']));
  const module = deployment.settings.modules.find((one) => one.unique_id === record.module_id);
  // Where the whole way is shown, the step is in it.
  const hasSteps = workflowSteps(module, record).length > 0;
  const isDisabled = record['record_state'] === false || record.enabled === false;
  return (
    <div className="record-chips">
      {typeof name === 'string' && name !== '' ? (
        <span className="record-name">
          <bdi>{name}</bdi>
        </span>
      ) : null}
      {status === '' ? null : <span className="chip">{status}</span>}
      {workflow === '' || hasSteps || record['workflow'] === record['status'] ? null : (
        <span className="chip">{workflow}</span>
      )}
      {typeof record['incident_case_id'] === 'string' ? (
        <Link to={pathTo('cases', record['incident_case_id'])}>
          <Trans id="record.chip.case">
            Of the case <bdi>{String(record['case_id_display'] ?? '')}</bdi>
          </Trans>
        </Link>
      ) : null}
      {isDisabled ? (
        <span className="chip chip-warning">
          <Trans id="record.chip.disabled">Out of use</Trans>
        </span>
      ) : null}
    </div>
  );
}
