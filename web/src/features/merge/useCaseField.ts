import { useForms } from '../../shared/definitions/useDefinitions';
import type { Field } from '../../shared/wire/forms';

/** The field of cases with that name, as the forms have it; undefined until they are read. */
export function useCaseField(name: string): Field | undefined {
  return useForms()
    ?.filter((form) => form.parent_form === 'case' && !form.is_nested)
    .flatMap((form) => form.fields)
    .find((field) => field.name === name);
}
