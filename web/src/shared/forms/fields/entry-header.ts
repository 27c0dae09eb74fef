import { FieldType } from '../../wire/forms';
import type { FieldDefinition } from '../definition';
import { isBlank, isObject, type JsonObject } from '../json';
import type { AnswerText } from './answer-text';

/** The parts of an entry's one line: its header fields that are answered. */
export function headerParts(
  parent: FieldDefinition,
  entry: JsonObject,
  reading: { readonly text: AnswerText; readonly labelOf: (field: FieldDefinition) => string },
): string[] {
  const { text, labelOf } = reading;
  const subform = parent.subform;
  const fields = subform?.fields.filter((field) => subform.headerFields.includes(field.name)) ?? [];
  const parts = fields.flatMap((field): string[] => {
    const value = entry[field.name];
    if (isBlank(value)) return [];
    if (field.type === FieldType.tickBox) return value === true ? [text(field, value)] : [];
    if (field.type === FieldType.tally) {
      const total = isObject(value) ? value['total'] : undefined;
      return typeof total === 'number' ? [`${labelOf(field)} (${total})`] : [];
    }
    const part = text(field, value, entry);
    return part === '' ? [] : [part];
  });
  return parts.length > 0 ? parts : [labelOf(parent)];
}
