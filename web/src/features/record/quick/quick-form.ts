import type { FieldDefinition, FormDefinition } from '../../../shared/forms/definition';
import { FieldType } from '../../../shared/wire/forms';
import type { PrimeroModule } from '../../../shared/wire/settings';

/** The form of the most important questions; it exists in the app only. */
export const quick_form_id = 'quick_registration';

/** What a child is known by, unless the module names other questions. */
const core_fields = [
  'name_first',
  'name_last',
  'sex',
  'age',
  'date_of_birth',
  'location_current',
  'telephone_current',
  'protection_concerns',
];
const consent_fields = ['consent_for_services', 'disclosure_other_orgs'];

interface QuickSpec {
  readonly forms: readonly FormDefinition[];
  /** Form id → `r` or `rw`. */
  readonly permitted: Readonly<Record<string, string>>;
  readonly module: PrimeroModule | undefined;
}

/**
 * The most important questions of a new case in one form: eight of the child, a photo, consent, and
 * whatever the deployment requires. Undefined where hardly one of them is set up.
 */
export function quickForm({ forms, permitted, module }: QuickSpec): FormDefinition | undefined {
  const writable = forms.filter(
    (form) => permitted[form.uniqueId] === 'rw' && form.condition === undefined,
  );
  const asked = writable.flatMap((form) => form.fields).filter(isAsked);
  const named = new Map(asked.toReversed().map((field) => [field.name, field]));
  const pick = (names: readonly string[]) =>
    names.flatMap((name): FieldDefinition[] => {
      const field = named.get(name);
      // Of a date also how exactly it is known.
      const precision = named.get(field?.companions?.precision ?? '');
      return [field, precision].filter((one) => one !== undefined);
    });
  const photo = asked.find((field) => field.type === FieldType.photo);
  const consent = namesIn(module, 'data_protection_case_create_field_names');
  const own = namesIn(module, 'quick_registration_fields');
  const required = asked.filter((field) => field.required);
  const fields = [
    ...pick(own.length > 0 ? own : core_fields),
    ...required,
    ...(photo === undefined ? [] : [photo]),
    ...pick([...consent_fields, ...consent]),
  ];
  const [first] = writable;
  if (first === undefined || fields.length < 2) return undefined;
  return {
    ...first,
    uniqueId: quick_form_id,
    help: undefined,
    group: undefined,
    firstTab: false,
    fields: eachOnce([...fields, ...required]),
  };
}

/** Fields of one name on several forms hold one answer; the last of them asks for it. */
function eachOnce(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** Nothing that depends on answers which are not asked here. */
function isAsked(field: FieldDefinition): boolean {
  return field.visible && !field.disabled && field.recordCondition === undefined;
}

function namesIn(module: PrimeroModule | undefined, option: string): readonly string[] {
  const names = module?.module_options[option];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}
