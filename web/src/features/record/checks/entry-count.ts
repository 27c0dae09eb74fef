import type { FormDefinition } from '../../../shared/forms/definition';
import type { FormStore } from '../../../shared/forms/engine/store';
import { entryScope, isEntryListed } from '../../../shared/forms/engine/visibility';
import { liveRows } from '../../../shared/forms/json';

/**
 * How many entries the lists of a form show: without those removed, and those that belong to
 * another place of the same list. Undefined without lists.
 */
export function entryCountOf(store: FormStore, form: FormDefinition): number | undefined {
  const lists = form.fields.filter((field) => field.visible && field.subform !== undefined);
  if (lists.length === 0) return undefined;
  const { values, spec } = store;
  return lists.flatMap((field) =>
    liveRows(values[field.name]).filter((entry) =>
      isEntryListed(field, entryScope(entry, values, spec.clock)),
    ),
  ).length;
}
