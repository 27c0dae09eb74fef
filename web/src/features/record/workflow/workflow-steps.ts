import { isList, isObject, type Json } from '../../../shared/forms/json';
import { asJson } from '../../../shared/forms/definition';
import type { RecordData } from '../../../shared/wire/records';
import type { PrimeroModule } from '../../../shared/wire/settings';
import type { LocalizedText } from '../../../shared/wire/text';

/** Where a step lies on the way of a case. */
export type StepState = 'before' | 'now' | 'ahead';

export interface WorkflowStep {
  readonly id: string;
  readonly text: LocalizedText;
  readonly state: StepState;
}

function textOf(json: Json | undefined): LocalizedText {
  return Object.fromEntries(
    Object.entries(isObject(json) ? json : {}).flatMap(([locale, text]) =>
      typeof text === 'string' ? [[locale, text] as const] : [],
    ),
  );
}

function statesOf(module: PrimeroModule | undefined): { id: string; text: LocalizedText }[] {
  const workflows = asJson(module?.['workflows']);
  const states = isObject(workflows) ? workflows['case'] : undefined;
  if (!isList(states)) return [];
  return states.filter(isObject).flatMap((state) => {
    const { id, display_text: text } = state;
    return typeof id === 'string' ? [{ id, text: textOf(text) }] : [];
  });
}

/**
 * The way of a case and where it stands. Empty where its module shows none, and for a case out of
 * use. A case that was reopened begins there, not with `new`; a closed one is at its end whatever
 * its step says.
 */
export function workflowSteps(
  module: PrimeroModule | undefined,
  record: RecordData,
): readonly WorkflowStep[] {
  if (record['record_state'] === false || record.enabled === false) return [];
  const skipped = record['case_status_reopened'] === true ? 'new' : 'reopened';
  const states = statesOf(module).filter(({ id }) => id !== skipped);
  const step = record['status'] === 'closed' ? 'closed' : record['workflow'];
  const at = states.findIndex(({ id }) => id === step);
  if (at < 0) return [];
  return states.map(({ id, text }, index) => ({
    id,
    text,
    state: index < at ? 'before' : index === at ? 'now' : 'ahead',
  }));
}
