import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use } from 'react';
import type { CaseworkProps } from '../../casework/casework-props';
import { fetchTransitions } from '../../casework/casework.wire';
import { useDeed } from '../../casework/useDeed';
import { WorkDialog } from '../../casework/WorkDialog';
import { action_changes } from '../../record-actions';
import { recordKey } from '../../useRecord';
import { Mark, type Tone } from '../Mark';
import { recordTexts } from '../../../../shared/text/record-texts';
import { OpenMatters } from '../story/OpenMatters';
import { type ClosureRequirement, closureRequirements } from './closure';
import '../panels.css';

const tones: Readonly<Record<ClosureRequirement['state'], Tone>> = {
  met: 'good',
  missing: 'bad',
  unknown: 'wait',
};

/** Closes a record after it was said what must be done before, and what is still open. */
export default function CloseDialog(props: CaseworkProps) {
  use(recordTexts);
  const { type, record, deployment, onClose } = props;
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const { data, recordAction } = action_changes.close;
  const isCase = type === 'cases';
  return (
    <WorkDialog
      title={<Trans id="record.action.close">Close the record</Trans>}
      confirm={<Trans id="record.action.close">Close the record</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={() =>
        start({ method: 'PATCH', path: '', data, ...(recordAction ? { recordAction } : {}) })
      }
      onClose={onClose}
    >
      <p>
        <Trans id="panel.closing.text">
          Closing says that the work with this child has ended. The record stays readable and can be
          reopened.
        </Trans>
      </p>
      {isCase ? <Requirements {...props} /> : null}
      {isCase ? (
        <>
          <h3>
            <Trans id="story.part.open">What is open</Trans>
          </h3>
          <OpenMatters type={type} record={record} deployment={deployment} onOpen={onClose} />
        </>
      ) : null}
    </WorkDialog>
  );
}

function Requirements({ type, record, deployment }: CaseworkProps) {
  const { t } = useLingui();
  const transitions = useQuery({
    queryKey: [...recordKey(type, record.id), 'transitions'],
    queryFn: ({ signal }) => fetchTransitions(type, record.id, signal),
    retry: false,
  });
  const requirements = closureRequirements(record, deployment, transitions.data);
  if (requirements.length === 0) return null;
  const names: Readonly<Record<string, string>> = {
    closure_approved: t({ id: 'panel.closing.approved', message: 'The closure is approved' }),
    no_pending_transitions: t({
      id: 'panel.closing.no_transitions',
      message: 'No referral or transfer waits for an answer',
    }),
    no_overdue_tasks: t({ id: 'panel.closing.no_tasks', message: 'No task is overdue' }),
    closure_reason_present: t({
      id: 'panel.closing.reason',
      message: 'The reason for closing is given',
    }),
  };
  const states = {
    met: t({ id: 'panel.closing.met', message: 'Done' }),
    missing: t({ id: 'panel.closing.missing', message: 'Missing' }),
    unknown: t({ id: 'panel.closing.unknown', message: 'Checked when you close' }),
  };
  return (
    <>
      <h3>
        <Trans id="panel.closing.title">Needed before closing</Trans>
      </h3>
      <ul className="panel-cards">
        {requirements.map(({ id, state }) => (
          <li key={id} className="panel-card-head">
            <span>{names[id] ?? id}</span>
            <Mark tone={tones[state]}>{states[state]}</Mark>
          </li>
        ))}
      </ul>
    </>
  );
}
