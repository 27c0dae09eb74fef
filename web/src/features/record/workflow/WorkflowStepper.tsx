import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { Icon } from '../../../shared/ui/Icon';
import { media, useMedia } from '../../../shared/ui/useMedia';
import type { RecordData } from '../../../shared/wire/records';
import type { Deployment } from '../deployment';
import type { Target } from '../FormPart';
import { useSystemText } from '../useSystemText';
import { StepChecklist } from './StepChecklist';
import { type WorkflowStep, workflowSteps } from './workflow-steps';
import './workflow.css';

interface WorkflowStepperProps {
  record: RecordData;
  deployment: Deployment;
  goTo: (target: Target) => void;
}

/** The way of the case with the step where it stands, and what is to be done there. */
export default function WorkflowStepper({ record, deployment, goTo }: WorkflowStepperProps) {
  const { t } = useLingui();
  const isNarrow = useMedia(media.narrow);
  const nameOf = useStepName();
  const module = deployment.settings.modules.find((one) => one.unique_id === record.module_id);
  const steps = workflowSteps(module, record);
  const now = steps.find(({ state }) => state === 'now');
  if (now === undefined) return null;
  return (
    <section
      className="workflow"
      aria-label={t({ id: 'record.steps.label', message: 'Steps of the case' })}
    >
      {isNarrow ? (
        <OneStep steps={steps} now={now} name={nameOf(now)} />
      ) : (
        <ol className="workflow-steps">
          {steps.map((step, index) => (
            <Step key={step.id} step={step} number={index + 1} name={nameOf(step)} />
          ))}
        </ol>
      )}
      <StepChecklist module={module} step={now.id} goTo={goTo} />
    </section>
  );
}

/** As the deployment words it, else as the system does. */
function useStepName(): (step: WorkflowStep) => string {
  const language = useLanguage();
  const { valueText } = useSystemText();
  return ({ id, text }) => pickText(text, language) || valueText('workflow', id);
}

interface StepProps {
  step: WorkflowStep;
  number: number;
  name: string;
}

function Step({ step, number, name }: StepProps) {
  const { state } = step;
  return (
    <li
      className={`workflow-step workflow-${state}`}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <span className="workflow-number" aria-hidden>
        {state === 'before' ? <Icon name="check" size={16} /> : number}
      </span>
      <span>
        {name}
        {state === 'before' ? (
          <span className="visually-hidden">
            {' '}
            <Trans id="record.steps.before" comment="Behind the name of a step of a case.">
              (behind)
            </Trans>
          </span>
        ) : null}
      </span>
    </li>
  );
}

interface OneStepProps {
  steps: readonly WorkflowStep[];
  now: WorkflowStep;
  name: string;
}

/** Where there is no room for all: the step, its number, and how far that is. */
function OneStep({ steps, now, name }: OneStepProps) {
  const number = steps.indexOf(now) + 1;
  const count = steps.length;
  return (
    <div className="workflow-one">
      <p>
        <span className="workflow-number" aria-hidden>
          {number}
        </span>
        <strong>{name}</strong>{' '}
        <span className="soft">
          <Trans id="record.steps.of" comment="Where a case stands, for example: step 2 of 6.">
            step {number} of {count}
          </Trans>
        </span>
      </p>
      <div className="workflow-bar" aria-hidden>
        {steps.map(({ id, state }) => (
          <span key={id} className={`workflow-piece workflow-${state}`} />
        ))}
      </div>
    </div>
  );
}
