import * as v from 'valibot';
import { newId } from '../../shared/forms/new-id';
import type { Handover } from '../../shared/intake/handover';
import type { FormSection } from '../../shared/wire/forms';
import type { PrimeroModule } from '../../shared/wire/settings';
import { localizedText } from '../../shared/wire/text';
import { optionsOf } from './intake-steps';

const template = v.object({
  id: v.string(),
  name_i18n: v.optional(localizedText, {}),
  values: v.record(v.string(), v.unknown()),
});
export type CaseTemplate = v.InferOutput<typeof template>;

/** More is no choice but a search. */
const templatesMax = 20;

/** The named sets of values with which a new case of the module may begin. */
export function templatesOf(module: PrimeroModule): readonly CaseTemplate[] {
  const { case_templates: listed } = optionsOf(module);
  if (!Array.isArray(listed)) return [];
  return listed
    .map((one) => v.safeParse(template, one))
    .flatMap((read) => (read.success ? [read.output] : []))
    .slice(0, templatesMax);
}

interface Writer {
  forms: readonly FormSection[];
  /** Form → `r` or `rw`. */
  permitted: Readonly<Record<string, string>>;
  module: string;
}

/** Of a template only what this person may write themselves in a case of the module. */
export function valuesFor(chosen: CaseTemplate, { forms, permitted, module }: Writer): Handover {
  const names = new Set(
    forms
      .filter((form) => form.parent_form === 'case' && !form.is_nested && form.visible)
      .filter(({ module_ids: of }) => !of || of.length === 0 || of.includes(module))
      .filter(({ unique_id: id }) => permitted[id] === 'rw')
      .flatMap(({ fields }) => fields.filter((field) => field.visible && !field.disabled))
      .map(({ name }) => name),
  );
  const kept = Object.entries(chosen.values).filter(([name]) => names.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, withIds(value)]));
}

/** An entry of a list is known by an id, which belongs to one case alone. */
function withIds(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((row: unknown) =>
        typeof row === 'object' && row !== null ? { ...row, unique_id: newId() } : row,
      )
    : value;
}
