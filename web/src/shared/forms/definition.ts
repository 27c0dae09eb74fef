import type { Field, FormSection } from '../wire/forms';
import { FieldType } from '../wire/forms';
import type { LocalizedText, Option } from '../wire/text';
import { isList, isObject, type Json } from './json';
import { type Companions, withCompanions } from './partial-date';

/** How the entries of a subform are listed in one place. */
export interface SubformPlacement {
  readonly sortBy: string | undefined;
  readonly descending: boolean;
  readonly groupBy: string | undefined;
  /** Only these fields are drawn; empty means all. */
  readonly fields: readonly string[];
  readonly entryCondition: Json | undefined;
  /** Only these roles change entries here; empty means all who may write the form. */
  readonly editRoles: readonly string[];
}

/** A field as the engine uses it: no null where "absent" is meant, every default filled in. */
export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  readonly multi: boolean;
  readonly label: LocalizedText;
  readonly help: LocalizedText | undefined;
  readonly guidance: LocalizedText | undefined;
  readonly tickLabel: LocalizedText | undefined;
  readonly signerLabel: LocalizedText | undefined;
  readonly visible: boolean;
  readonly hideOnView: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly phone: boolean;
  readonly protectable: boolean;
  readonly withTime: boolean;
  readonly notFuture: boolean;
  readonly autosum: boolean;
  readonly initiallyOpen: boolean;
  readonly clearWhenHidden: boolean;
  readonly defaultText: string | undefined;
  readonly tally: readonly Option[];
  readonly options: readonly Option[];
  readonly source: string | undefined;
  readonly tagConditions: Json | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly maxLength: number | undefined;
  readonly decimalPlaces: number;
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
  readonly unit: string | undefined;
  readonly calculation: Json | undefined;
  /** Filled by the server from a subform; nobody writes it. */
  readonly summarised: boolean;
  readonly recordCondition: Json | undefined;
  readonly entryCondition: Json | undefined;
  readonly placement: SubformPlacement;
  readonly subform: FormDefinition | undefined;
  /** For a date of which only a part may be known: the fields that say so. */
  readonly companions?: Companions | undefined;
  /** Belongs to a date and is filled in with it. */
  readonly isCompanion?: boolean;
}

export interface FormDefinition {
  readonly uniqueId: string;
  /** `case`, `incident`, … */
  readonly recordType: string;
  /** Modules that have the form; empty means all. */
  readonly modules: readonly string[];
  readonly name: LocalizedText;
  readonly help: LocalizedText | undefined;
  readonly group: string | undefined;
  readonly groupOrder: number;
  readonly order: number;
  readonly visible: boolean;
  readonly firstTab: boolean;
  readonly condition: Json | undefined;
  readonly appendOnly: boolean;
  readonly keepEntries: boolean;
  readonly initialEntries: number;
  readonly headerFields: readonly string[];
  readonly fields: readonly FieldDefinition[];
}

/** Values of parsed JSON are JSON; anything else (a function, undefined) is not. */
export function asJson(value: unknown): Json | undefined {
  return isPlain(value) || isList(value) || isObject(value) ? value : undefined;
}

function isPlain(value: unknown): value is null | string | number | boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function numberOr<T>(value: unknown, fallback: T): number | T {
  return typeof value === 'number' ? value : fallback;
}

function textOr<T>(value: unknown, fallback: T): string | T {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

function hasText(text: LocalizedText | null | undefined): LocalizedText | undefined {
  return text && Object.values(text).some(Boolean) ? text : undefined;
}

function placementOf(json: Json | undefined): SubformPlacement {
  const given = isObject(json) ? json : {};
  const names = (list: Json | undefined) =>
    isList(list) ? list.filter((name) => typeof name === 'string') : [];
  return {
    sortBy: textOr(given['subform_sort_by'], undefined),
    descending: given['subform_sort_by_direction'] === 'desc',
    groupBy: textOr(given['subform_group_by'], undefined),
    fields: names(given['fields']),
    entryCondition: given['display_conditions'],
    editRoles: names(given['edit_roles']),
  };
}

function limitsOf(field: Field) {
  return {
    min: numberOr(field['min'], undefined),
    max: numberOr(field['max'], undefined),
    maxLength: numberOr(field['max_length'], undefined),
    decimalPlaces: numberOr(field['decimal_places'], 0),
    notBefore: textOr(field['not_before_field'], undefined),
    notAfter: textOr(field['not_after_field'], undefined),
    unit: textOr(field['unit'], undefined),
  };
}

function rulesOf(field: Field) {
  return {
    calculation: asJson(field.calculation),
    summarised: isObject(field.subform_summary) && Object.keys(field.subform_summary).length > 0,
    recordCondition: asJson(field.display_conditions_record),
    entryCondition: asJson(field.display_conditions_subform),
    tagConditions: asJson(field.option_strings_condition),
    placement: placementOf(asJson(field.subform_section_configuration)),
  };
}

function textsOf(field: Field) {
  return {
    label: field.display_name,
    help: hasText(field.help_text),
    guidance: hasText(field.guiding_questions),
    tickLabel: hasText(field.tick_box_label),
    signerLabel: hasText(field.signature_provided_by_label),
  };
}

/** A field of the wire with its subform, when it has one. */
export function fieldDefinition(
  field: Field,
  subform: FormDefinition | undefined,
): FieldDefinition {
  return {
    name: field.name,
    type: field.type,
    multi: field.type === FieldType.select && field.multi_select,
    visible: field.visible,
    hideOnView: field.hide_on_view_page,
    disabled: field.disabled && !isUploadType(field.type),
    required: field.required,
    phone: field.phone_number,
    protectable: field.hidden_text_field,
    withTime: field.date_include_time,
    notFuture: field.date_validation === 'not_future_date',
    autosum: field.autosum_total,
    initiallyOpen: field['collapse'] === 'expanded',
    clearWhenHidden: field['clear_when_hidden'] === true,
    defaultText: textOr(field.selected_value, undefined),
    tally: field.tally ?? [],
    options: field.option_strings_text ?? [],
    source: textOr(field.option_strings_source, undefined),
    ...textsOf(field),
    ...limitsOf(field),
    ...rulesOf(field),
    subform,
  };
}

/** Three levels of rows are the limit; deeper ones (or a form that holds itself) are not drawn. */
const nesting_max = 3;

/** Forms of the wire, subforms put where they belong. */
export function formDefinitions(sections: readonly FormSection[]): FormDefinition[] {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const byName = new Map(sections.map((section) => [section.unique_id, section]));
  const subformOf = (field: Field) =>
    byId.get(field.subform_section_id ?? -1) ?? byName.get(textOr(field['subform_unique_id'], ''));

  function build(section: FormSection, depth: number): FormDefinition {
    const fields = section.fields
      .map((field, index) => ({ field, order: field.order ?? index }))
      .sort((left, right) => left.order - right.order)
      .map(({ field }) => {
        const nested = field.type === FieldType.subform ? subformOf(field) : undefined;
        const subform = nested && depth < nesting_max ? build(nested, depth + 1) : undefined;
        return fieldDefinition(field, subform);
      });
    return formOf(section, fields);
  }
  return sections.filter((section) => !section.is_nested).map((section) => build(section, 0));
}

function formOf(section: FormSection, fields: readonly FieldDefinition[]): FormDefinition {
  return {
    uniqueId: section.unique_id,
    recordType: section.parent_form,
    modules: section.module_ids,
    name: section.name,
    help: hasText(section.help_text),
    group: textOr(section.form_group_id, undefined),
    groupOrder: section.order_form_group ?? 0,
    order: section.order ?? 0,
    visible: section.visible,
    firstTab: section.is_first_tab,
    condition: asJson(section.display_conditions),
    appendOnly: section.subform_append_only,
    keepEntries: section.subform_prevent_item_removal,
    initialEntries: section.initial_subforms ?? 0,
    headerFields: headerNames(section.collapsed_field_names ?? [], fields),
    fields: withCompanions(fields),
  };
}

/** The fields of an entry's one-line header, in the order of the fields; else the first field. */
function headerNames(
  configured: readonly string[],
  fields: readonly FieldDefinition[],
): readonly string[] {
  const names = fields.map((field) => field.name).filter((name) => configured.includes(name));
  return names.length > 0 ? names : fields.slice(0, 1).map((field) => field.name);
}

const attachment_types: readonly FieldType[] = [
  FieldType.photo,
  FieldType.audio,
  FieldType.document,
];

/** Upload boxes; their values are attachments, not part of `data`. */
export function isUpload(field: FieldDefinition): boolean {
  return isUploadType(field.type);
}

/**
 * The default configuration marks every upload box `disabled`, which says that no value of it is
 * ever part of `data`; files have rights and an address of their own.
 */
function isUploadType(type: FieldType): boolean {
  return attachment_types.includes(type);
}

/** Fields whose value is not part of `data`. */
export function isOutsideData(field: FieldDefinition): boolean {
  return (
    isUpload(field) ||
    field.type === FieldType.signature ||
    field.type === FieldType.separator ||
    field.type === FieldType.dateRange ||
    field.type === FieldType.custom
  );
}
