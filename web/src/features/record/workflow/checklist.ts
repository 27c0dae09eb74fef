import type { FieldDefinition, FormDefinition } from '../../../shared/forms/definition';
import { asJson } from '../../../shared/forms/definition';
import type { FormStore } from '../../../shared/forms/engine/store';
import { isEntryFieldShown, isEntryListed } from '../../../shared/forms/engine/visibility';
import type { Scope } from '../../../shared/forms/expression/values';
import { isList, isObject, type Json, liveRows } from '../../../shared/forms/json';
import { isAnswered } from '../../../shared/forms/validation/form';
import { FieldType } from '../../../shared/wire/forms';
import type { PrimeroModule } from '../../../shared/wire/settings';
import type { LocalizedText } from '../../../shared/wire/text';

/** Something to do in a step: a form to fill in, or one answer of it. */
export interface ChecklistItem {
  readonly key: string;
  readonly text: LocalizedText;
  readonly form: string;
  readonly field: string | undefined;
  readonly isDone: boolean;
}

interface Wanted {
  readonly forms: readonly string[];
  readonly fields: readonly string[];
}

function names(value: Json | undefined): string[] {
  return isList(value) ? value.filter((one) => typeof one === 'string') : [];
}

function wantedIn(module: PrimeroModule | undefined, step: string): Wanted {
  const steps = asJson(module?.module_options['step_checklist']);
  const found = isList(steps)
    ? steps.filter(isObject).find((one) => one['step'] === step)
    : undefined;
  return { forms: names(found?.['forms']), fields: names(found?.['fields']) };
}

/** What every case has from its first day: a form with nothing else has not been begun. */
const given_answers: ReadonlySet<string> = new Set([
  'status',
  'record_state',
  'case_status_reopened',
  'registration_date',
  'case_id',
  'short_id',
  'case_id_display',
  'unique_identifier',
  'module_id',
  'owned_by',
]);

const unasked_types: readonly FieldType[] = [
  FieldType.separator,
  FieldType.calculated,
  FieldType.dateRange,
  FieldType.custom,
];

/**
 * What the module asks for in a step, as far as this person sees the forms. The server works out
 * the same of what is stored; testdata/checklist-vectors.json holds both to it.
 */
export function checklistOf(
  module: PrimeroModule | undefined,
  step: string,
  store: FormStore,
): readonly ChecklistItem[] {
  const wanted = wantedIn(module, step);
  const shown = store.spec.forms.filter((form) => store.isFormShown(form.uniqueId));
  const ofForms = wanted.forms.flatMap((id): ChecklistItem[] => {
    const form = shown.find((one) => one.uniqueId === id);
    return form === undefined ? [] : [formItem(form, store)];
  });
  const ofFields = wanted.fields.flatMap((name): ChecklistItem[] => {
    const item = shown.map((form) => fieldItem(form, name, store)).find(Boolean);
    return item === undefined ? [] : [item];
  });
  return [...ofForms, ...ofFields];
}

function isFilledIn(field: FieldDefinition, store: FormStore): boolean {
  return isAnswered(field, store.value(field.name));
}

/** Done: something is answered, and nothing that the form requires is missing, in rows neither. */
function formItem(form: FormDefinition, store: FormStore): ChecklistItem {
  const fields = askedFields(form, store);
  const isBegun = fields.some(
    (field) => !given_answers.has(field.name) && isFilledIn(field, store),
  );
  const isComplete = fields.every((field) => hasAll(field, store.scope()));
  const key = form.uniqueId;
  return { key, text: form.name, form: key, field: undefined, isDone: isBegun && isComplete };
}

function askedFields(form: FormDefinition, store: FormStore): readonly FieldDefinition[] {
  return form.fields.filter((field) => isAsked(field) && store.isShown(form.uniqueId, field.name));
}

/** Whether people answer it; the validator takes headings and sums for answered always. */
function isAsked({ type, disabled, calculation, summarised }: FieldDefinition): boolean {
  return !unasked_types.includes(type) && !disabled && calculation === undefined && !summarised;
}

/** Whether a field and its rows have what they require. */
function hasAll(field: FieldDefinition, scope: Scope): boolean {
  const value = scope.values[field.name];
  if (field.required && !isAnswered(field, value)) return false;
  const inner = field.subform?.fields.filter(isAsked) ?? [];
  return liveRows(value).every((row) => {
    const entry = { ...scope, values: row, record: scope.record ?? scope.values };
    if (!isEntryListed(field, entry)) return true;
    return inner
      .filter((one) => isEntryFieldShown(field, one, entry))
      .every((one) => hasAll(one, entry));
  });
}

function fieldItem(
  form: FormDefinition,
  name: string,
  store: FormStore,
): ChecklistItem | undefined {
  const field = askedFields(form, store).find((one) => one.name === name);
  if (field === undefined) return undefined;
  return {
    key: `${form.uniqueId}/${name}`,
    text: field.label,
    form: form.uniqueId,
    field: name,
    isDone: isFilledIn(field, store),
  };
}
