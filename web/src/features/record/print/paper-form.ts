import {
  type FieldDefinition,
  type FormDefinition,
  isUpload,
} from '../../../shared/forms/definition';
import type { FormStore } from '../../../shared/forms/engine/store';
import { isBlank, liveRows } from '../../../shared/forms/json';
import { FieldType } from '../../../shared/wire/forms';

function isAnswered(field: FieldDefinition, store: FormStore): boolean {
  const value = store.value(field.name);
  if (field.type === FieldType.subform || isUpload(field)) return liveRows(value).length > 0;
  return !isBlank(value);
}

/**
 * A form as it stands on paper: what is in sight and, unless all questions are wanted, answered. A
 * heading with nothing under it says nothing.
 */
export function paperForm(
  form: FormDefinition,
  store: FormStore,
  isWhole: boolean,
): FormDefinition {
  const printed = form.fields.filter((field) => {
    if (!field.visible || field.hideOnView || !store.isShown(form.uniqueId, field.name)) {
      return false;
    }
    return field.type === FieldType.separator || isWhole || isAnswered(field, store);
  });
  const fields = printed.filter(
    ({ type }, at) =>
      type !== FieldType.separator ||
      (printed[at + 1] !== undefined && printed[at + 1]?.type !== FieldType.separator),
  );
  return { ...form, fields };
}
