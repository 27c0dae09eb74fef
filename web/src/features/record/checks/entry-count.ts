import type { FormDefinition } from '../../../shared/forms/definition';
import type { FormStore } from '../../../shared/forms/engine/store';
import { isObject } from '../../../shared/forms/json';
import { rowsOf } from '../../../shared/forms/merge/rows';

/** How many entries the lists of a form have, but those removed; undefined without lists. */
export function entryCountOf(store: FormStore, form: FormDefinition): number | undefined {
  const lists = form.fields.filter((field) => field.visible && field.subform !== undefined);
  if (lists.length === 0) return undefined;
  return lists
    .flatMap((field) => rowsOf(store.values[field.name]))
    .filter((row) => isObject(row) && row['_destroy'] !== true).length;
}
