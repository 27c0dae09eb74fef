import { asJson } from '../../../../shared/forms/definition';
import { isBlank, isList, isObject } from '../../../../shared/forms/json';
import type { RecordData } from '../../../../shared/wire/records';
import type { Transition } from '../../casework/casework.wire';
import type { Deployment } from '../../deployment';

/** A requirement of the programme; `unknown` is for the server to judge. */
export interface ClosureRequirement {
  readonly id: string;
  readonly state: 'met' | 'missing' | 'unknown';
}

/** What must be done before a case of this programme is closed, and what of it is done. */
export function closureRequirements(
  record: RecordData,
  { settings }: Deployment,
  transitions: readonly Transition[] | undefined,
): ClosureRequirement[] {
  const module = settings.modules.find((one) => one.unique_id === record.module_id);
  return [module?.module_options, module?.options]
    .map((options) => asJson(options?.['closure_requirements']))
    .filter(isList)
    .slice(0, 1)
    .flat()
    .filter((id) => typeof id === 'string')
    .map((id) => ({ id, state: stateOf(id, record, transitions) }));
}

function stateOf(
  id: string,
  record: RecordData,
  transitions: readonly Transition[] | undefined,
): ClosureRequirement['state'] {
  const judged = (isMet: boolean) => (isMet ? 'met' : 'missing');
  switch (id) {
    case 'closure_approved':
      return judged(record['closure_approved'] === true || record['gbv_closure_approved'] === true);
    case 'closure_reason_present':
      return judged(isPresent(record['closure_reason']));
    case 'no_pending_transitions':
      if (transitions === undefined) return 'unknown';
      return judged(transitions.every(({ status }) => status !== 'in_progress'));
    default:
      return 'unknown';
  }
}

function isPresent(value: unknown): boolean {
  const json = asJson(value);
  return !isBlank(json) && !isObject(json);
}
