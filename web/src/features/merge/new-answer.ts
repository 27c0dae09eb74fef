import { type Field, FieldType } from '../../shared/wire/forms';

const free: readonly string[] = [FieldType.text, FieldType.textarea, FieldType.number];
const known: readonly string[] = [FieldType.date, FieldType.select, FieldType.radio];

/**
 * Whether an answer that neither of the cases gives can be typed or chosen here. Beyond what is
 * typed, the form has to say what there is to choose from.
 */
export function takesNewAnswer(type: string, field: Field | undefined): boolean {
  return free.includes(type) || (field !== undefined && known.includes(type));
}
