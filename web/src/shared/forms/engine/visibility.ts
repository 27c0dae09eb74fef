import type { FieldDefinition, FormDefinition } from '../definition';
import { compileCondition, type Condition } from '../expression/compile';
import type { Scope } from '../expression/values';
import type { Json, JsonObject } from '../json';

/** Each definition's condition is read once, when it is first asked for. */
function cached<T extends object>(conditionOf: (owner: T) => Json | undefined) {
  const known = new WeakMap<T, Condition>();
  return (owner: T): Condition => {
    let condition = known.get(owner);
    if (condition === undefined) {
      condition = compileCondition(conditionOf(owner));
      known.set(owner, condition);
    }
    return condition;
  };
}

/** `display_conditions` of a form, on the record's values. */
export const formCondition = cached((form: FormDefinition) => form.condition);
/** `display_conditions_record` of a field, on the record's values. */
export const recordCondition = cached((field: FieldDefinition) => field.recordCondition);
/** `display_conditions_subform` of a subform's field, on the entry's values. */
export const entryCondition = cached((field: FieldDefinition) => field.entryCondition);
/** Which entries of a subform field are listed in this place. */
export const rowCondition = cached((field: FieldDefinition) => field.placement.entryCondition);

export interface Clock {
  readonly today: string;
  readonly zone: string;
}

export function recordScope(values: JsonObject, { today, zone }: Clock): Scope {
  return { values, today, zone };
}

export function entryScope(entry: JsonObject, record: JsonObject, { today, zone }: Clock): Scope {
  return { values: entry, record, today, zone };
}

export function isFormShown(form: FormDefinition, scope: Scope): boolean {
  return form.visible && formCondition(form).holds(scope);
}

/** A field of a top-level form. View mode's `hide_on_view_page` is the screen's business. */
export function isFieldShown(field: FieldDefinition, record: Scope): boolean {
  return field.visible && recordCondition(field).holds(record);
}

/** A field of an entry of `parent`. */
export function isEntryFieldShown(
  parent: FieldDefinition,
  field: FieldDefinition,
  entry: Scope,
): boolean {
  const chosen = parent.placement.fields;
  if (!field.visible || (chosen.length > 0 && !chosen.includes(field.name))) return false;
  const record = { ...entry, values: entry.record ?? entry.values };
  return recordCondition(field).holds(record) && entryCondition(field).holds(entry);
}

/** Whether an entry is listed in this place; entries left out stay in the data. */
export function isEntryListed(parent: FieldDefinition, entry: Scope): boolean {
  return rowCondition(parent).holds(entry);
}
