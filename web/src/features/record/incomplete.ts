import type { FormStore } from '../../shared/forms/engine/store';
import type { FormView } from '../../shared/forms/fields/form-view';
import { type Finding, Problem } from '../../shared/forms/validation/keys';
import type { Deployment } from './deployment';

/** Whether the deployment takes records that lack required answers. */
export function takesIncomplete({ settings }: Deployment): boolean {
  return settings.system_options['incomplete_records'] === true;
}

/** How many required answers a record lacks, in forms that this person may fill in. */
export function lackingIn(view: FormView, store: FormStore): number {
  return view.find(store).filter(({ key }) => key === Problem.required).length;
}

/** Whether nothing is wrong but that required answers are missing. */
export function onlyLacks(problems: readonly Finding[]): boolean {
  return problems.every(({ key }) => key === Problem.required);
}
