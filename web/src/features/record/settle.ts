import type { FormStore } from '../../shared/forms/engine/store';
import { finishedNumber } from '../../shared/forms/fields/numbers';
import { FieldType } from '../../shared/wire/forms';

/** Numbers still being typed become numbers before anything is checked. */
export function settle(store: FormStore): void {
  for (const field of store.fields) {
    const value = store.value(field.name);
    if (field.type === FieldType.number && typeof value === 'string') {
      store.set(field.name, finishedNumber(value));
    }
  }
}
