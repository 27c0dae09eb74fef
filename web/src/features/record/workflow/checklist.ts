import type { FieldDefinition, FormDefinition } from '../../../shared/forms/definition';
import { asJson } from '../../../shared/forms/definition';
import type { FormStore } from '../../../shared/forms/engine/store';
import { isList, isObject, type Json } from '../../../shared/forms/json';
import { isAnswered } from '../../../shared/forms/validation/form';
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

/** What the module asks for in a step, as far as this person sees the forms. */
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
    const form = shown.find((one) => one.fields.some((field) => field.name === name));
    const field = form?.fields.find((one) => one.name === name);
    return form === undefined || field === undefined ? [] : [fieldItem(form, field, store)];
  });
  return [...ofForms, ...ofFields];
}

function isFilledIn(field: FieldDefinition, store: FormStore): boolean {
  return isAnswered(field, store.value(field.name));
}

/** Done: something is answered, and nothing that the form requires is missing. */
function formItem(form: FormDefinition, store: FormStore): ChecklistItem {
  const fields = form.fields.filter(({ name }) => store.isShown(form.uniqueId, name));
  const isBegun = fields.some((field) => isSaid(field) && isFilledIn(field, store));
  const isComplete = fields.every((field) => !field.required || isFilledIn(field, store));
  const key = form.uniqueId;
  return { key, text: form.name, form: key, field: undefined, isDone: isBegun && isComplete };
}

/** Whether people answer it; the validator takes headings and sums for answered always. */
function isSaid({ type }: FieldDefinition): boolean {
  return type !== 'separator' && type !== 'calculated';
}

function fieldItem(form: FormDefinition, field: FieldDefinition, store: FormStore): ChecklistItem {
  return {
    key: `${form.uniqueId}/${field.name}`,
    text: field.label,
    form: form.uniqueId,
    field: field.name,
    isDone: isFilledIn(field, store),
  };
}
