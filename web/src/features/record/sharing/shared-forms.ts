import type { FieldDefinition, FormDefinition } from '../../../shared/forms/definition';
import { drawnForms } from '../../../shared/forms/navigation';
import type { SharedPreviewData } from './sharing.wire';

/** A form as the recipient would see it. */
export interface SharedForm {
  readonly form: FormDefinition;
  /** Whether they could change it; before a transfer is accepted there is nothing to change. */
  readonly isWritable: boolean;
  /** The questions that are answered now and that they would see. */
  readonly answered: readonly FieldDefinition[];
}

/** The forms of a preview in the order of the record, those without an answer included. */
export function sharedForms(
  forms: readonly FormDefinition[],
  { forms: rights, fields }: SharedPreviewData,
): readonly SharedForm[] {
  const shown = new Set(fields);
  const isByForm = Object.keys(rights).length > 0;
  return drawnForms(forms)
    .filter((form) => form.recordType === 'case' && (!isByForm || form.uniqueId in rights))
    .map((form) => ({
      form,
      isWritable: rights[form.uniqueId] === 'rw',
      answered: form.fields.filter((field) => field.visible && shown.has(field.name)),
    }))
    .filter(({ answered }) => isByForm || answered.length > 0);
}
