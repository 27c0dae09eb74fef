import type { FieldDefinition } from '../../../shared/forms/definition';
import type { Deployment } from '../deployment';

/** The actions that add one entry to a subform of a case. */
export const row_actions = {
  note: { field: 'notes_section', recordAction: 'add_note' },
  service: { field: 'services_section', recordAction: 'services_section_from_case' },
  incident_details: { field: 'incident_details', recordAction: 'incident_details_from_case' },
} as const;
export type RowAction = keyof typeof row_actions;

/** Set by the system. */
const system_fields: ReadonlySet<string> = new Set(['note_date', 'note_created_by']);

export function isRowAction(action: string): action is RowAction {
  return action in row_actions;
}

/** The field whose entries an action adds, without what the system writes into each. */
export function rowField({ forms }: Deployment, action: RowAction): FieldDefinition | undefined {
  const { field: name } = row_actions[action];
  const field = forms
    .filter((form) => form.recordType === 'case')
    .flatMap((form) => form.fields)
    .find((one) => one.name === name);
  if (field?.subform === undefined) return undefined;
  const fields = field.subform.fields.filter((one) => !system_fields.has(one.name));
  return { ...field, subform: { ...field.subform, fields } };
}
