import type { FieldDefinition, FormDefinition } from '../../shared/forms/definition';

/** An answer and the form it stands on. */
export interface FieldPlace {
  readonly form: string;
  readonly field: FieldDefinition;
}

/** Where the answer of that name stands; undefined where none of the forms draws it. */
export function placeOf(forms: readonly FormDefinition[], name: string): FieldPlace | undefined {
  for (const form of forms) {
    const field = form.fields.find((one) => one.name === name && one.visible);
    if (field !== undefined) return { form: form.uniqueId, field };
  }
  return undefined;
}
