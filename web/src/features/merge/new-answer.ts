import { type Field, FieldType } from '../../shared/wire/forms';

const free: readonly string[] = [FieldType.text, FieldType.textarea, FieldType.number];

/** Whether an answer that neither of the cases gives can be typed or chosen here. */
export function takesNewAnswer(type: string, field: Field | undefined): boolean {
  if (free.includes(type)) return true;
  if (field === undefined) return false;
  if (type === FieldType.date) return !field.date_include_time;
  if (type !== FieldType.select && type !== FieldType.radio) return false;
  return !field.multi_select && field.option_strings_source !== 'User';
}
