/** What can be wrong with a value: translation keys, shared with the server. */
export const Problem = {
  required: 'form_section.required_field',
  text: 'errors.validation.text',
  textEncoding: 'errors.validation.text_encoding',
  textLength: 'errors.validation.text_length',
  integer: 'errors.validation.integer',
  number: 'errors.validation.number',
  numberRange: 'errors.validation.number_range',
  decimalPlaces: 'errors.validation.decimal_places',
  age: 'errors.models.child.age',
  date: 'errors.validation.date',
  dateTime: 'errors.validation.date_time',
  futureDate: 'fields.future_date_not_valid',
  dateOfBirth: 'errors.models.child.date_of_birth',
  notBefore: 'errors.validation.not_before',
  notAfter: 'errors.validation.not_after',
  boolean: 'errors.validation.boolean',
  option: 'errors.validation.option',
  optionDisabled: 'errors.validation.option_disabled',
  list: 'errors.validation.list',
  object: 'errors.validation.object',
  rows: 'errors.validation.rows',
  uniqueId: 'errors.validation.unique_id',
  documentFile: 'errors.validation.document_file',
  attachmentsMaximum: 'fields.attachments.maximum_attached',
  other: 'errors.validation.other',
} as const;
export type Problem = (typeof Problem)[keyof typeof Problem];

/** One problem of one value. */
export interface Finding {
  /** JSON pointer below `data`. */
  readonly pointer: string;
  readonly key: Problem;
  /** Figures for the sentence: limits, the other field's name. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** The server's own sentence, for a problem this client has no sentence for. */
  readonly text?: string;
}
