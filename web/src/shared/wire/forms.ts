import * as v from 'valibot';
import { localizedText, option, optionalText } from './text';

/** The kinds a field of the form engine can have. */
export const FieldType = {
  text: 'text_field',
  textarea: 'textarea',
  radio: 'radio_button',
  select: 'select_box',
  number: 'numeric_field',
  photo: 'photo_upload_box',
  audio: 'audio_upload_box',
  document: 'document_upload_box',
  date: 'date_field',
  dateRange: 'date_range',
  subform: 'subform',
  separator: 'separator',
  tickBox: 'tick_box',
  tally: 'tally_field',
  custom: 'custom',
  calculated: 'calculated',
  signature: 'signature',
} as const;
export type FieldType = (typeof FieldType)[keyof typeof FieldType];

const rule = v.optional(v.nullable(v.record(v.string(), v.unknown())));

/** A field as the server describes it; members it does not send are absent. */
export const field = v.looseObject({
  id: v.optional(v.number()),
  name: v.string(),
  type: v.picklist(Object.values(FieldType)),
  multi_select: v.optional(v.boolean(), false),
  visible: v.optional(v.boolean(), true),
  hide_on_view_page: v.optional(v.boolean(), false),
  show_on_minify_form: v.optional(v.boolean(), false),
  disabled: v.optional(v.boolean(), false),
  phone_number: v.optional(v.boolean(), false),
  display_name: v.optional(localizedText, {}),
  help_text: optionalText,
  guiding_questions: optionalText,
  tick_box_label: optionalText,
  signature_provided_by_label: optionalText,
  tally: v.optional(v.nullable(v.array(option))),
  option_strings_text: v.optional(v.nullable(v.array(option))),
  option_strings_source: v.optional(v.nullable(v.string())),
  option_strings_condition: rule,
  order: v.optional(v.nullable(v.number())),
  hidden_text_field: v.optional(v.boolean(), false),
  subform_section_id: v.optional(v.nullable(v.number())),
  autosum_total: v.optional(v.boolean(), false),
  autosum_group: v.optional(v.nullable(v.string())),
  selected_value: v.optional(v.nullable(v.string())),
  link_to_path: v.optional(v.nullable(v.string())),
  required: v.optional(v.boolean(), false),
  mandatory_for_completion: v.optional(v.boolean(), false),
  date_validation: v.optional(v.nullable(v.string())),
  date_include_time: v.optional(v.boolean(), false),
  subform_section_configuration: rule,
  subform_summary: rule,
  calculation: rule,
  display_conditions_record: rule,
  display_conditions_subform: rule,
});
export type Field = v.InferOutput<typeof field>;

/** A form section (or subform, `is_nested`) with its fields in order. */
export const formSection = v.looseObject({
  id: v.number(),
  unique_id: v.string(),
  name: v.optional(localizedText, {}),
  description: optionalText,
  help_text: optionalText,
  parent_form: v.optional(v.string(), 'case'),
  visible: v.optional(v.boolean(), true),
  order: v.optional(v.nullable(v.number())),
  order_form_group: v.optional(v.nullable(v.number())),
  order_subform: v.optional(v.nullable(v.number())),
  form_group_id: v.optional(v.nullable(v.string())),
  is_nested: v.optional(v.boolean(), false),
  initial_subforms: v.optional(v.nullable(v.number())),
  subform_prevent_item_removal: v.optional(v.boolean(), false),
  subform_append_only: v.optional(v.boolean(), false),
  hide_subform_placeholder: v.optional(v.boolean(), false),
  display_conditions: rule,
  collapsed_field_names: v.optional(v.nullable(v.array(v.string()))),
  module_ids: v.optional(v.array(v.string()), []),
  fields: v.optional(v.array(field), []),
  is_first_tab: v.optional(v.boolean(), false),
  is_summary_section: v.optional(v.boolean(), false),
  display_help_text_view: v.optional(v.boolean(), false),
});
export type FormSection = v.InferOutput<typeof formSection>;

export const formList = v.object({ data: v.array(formSection) });
