import type { FieldDefinition } from '../../../shared/forms/definition';
import type { Deployment } from '../deployment';

/** Set by the system. */
const system_fields: ReadonlySet<string> = new Set(['note_date', 'note_created_by']);

/** The field that holds the notes of a case, without what the system writes into each. */
export function noteField({ forms }: Deployment): FieldDefinition | undefined {
  const field = forms
    .filter((form) => form.recordType === 'case')
    .flatMap((form) => form.fields)
    .find((one) => one.name === 'notes_section');
  if (field?.subform === undefined) return undefined;
  const fields = field.subform.fields.filter((one) => !system_fields.has(one.name));
  return { ...field, subform: { ...field.subform, fields } };
}
