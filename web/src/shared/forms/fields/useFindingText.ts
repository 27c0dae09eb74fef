import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type Finding, Problem } from '../validation/keys';

const number = msg({ id: 'errors.validation.number', message: 'Please enter a number.' });
const text = msg({
  id: 'errors.validation.text',
  message: 'This text cannot be stored. Please type it again.',
});
const option = msg({
  id: 'errors.validation.option',
  message: 'Please choose an option from the list.',
});
const other = msg({
  id: 'errors.validation.other',
  message: 'This answer cannot be stored. Please check it.',
});

/** A sentence for each problem that the checks here, or those of the server, can find. */
const sentences: Readonly<Record<Problem, MessageDescriptor>> = {
  [Problem.required]: msg({
    id: 'form_section.required_field',
    message: 'Please answer this question.',
  }),
  [Problem.text]: text,
  [Problem.textEncoding]: text,
  [Problem.textLength]: msg({
    id: 'errors.validation.text_length',
    message: 'Please write at most {max} characters.',
  }),
  [Problem.integer]: msg({
    id: 'errors.validation.integer',
    message: 'Please enter a whole number.',
  }),
  [Problem.number]: number,
  [Problem.numberRange]: msg({
    id: 'errors.validation.number_range',
    message: 'Please enter a number from {min} to {max}.',
  }),
  [Problem.decimalPlaces]: msg({
    id: 'errors.validation.decimal_places',
    message: 'Please enter at most {places} digits after the decimal sign.',
  }),
  [Problem.age]: msg({
    id: 'errors.models.child.age',
    message: 'Please enter an age from 0 to 130.',
  }),
  [Problem.date]: msg({
    id: 'errors.validation.date',
    message: 'Please enter a complete date that exists.',
  }),
  [Problem.dateTime]: msg({
    id: 'errors.validation.date_time',
    message: 'Please enter a complete date and time.',
  }),
  [Problem.futureDate]: msg({
    id: 'fields.future_date_not_valid',
    message: 'This date cannot be in the future.',
  }),
  [Problem.dateOfBirth]: msg({
    id: 'errors.models.child.date_of_birth',
    message: 'The date of birth cannot be in the future.',
  }),
  [Problem.notBefore]: msg({
    id: 'errors.validation.not_before',
    message: 'This date cannot be before “{other}”.',
    comment: '{other} is the label of another date.',
  }),
  [Problem.notAfter]: msg({
    id: 'errors.validation.not_after',
    message: 'This date cannot be after “{other}”.',
    comment: '{other} is the label of another date.',
  }),
  [Problem.option]: option,
  [Problem.list]: option,
  [Problem.optionDisabled]: msg({
    id: 'errors.validation.option_disabled',
    message: 'This option is no longer in use. Please choose another one.',
  }),
  [Problem.boolean]: other,
  [Problem.object]: other,
  [Problem.rows]: other,
  [Problem.uniqueId]: other,
  [Problem.other]: other,
  [Problem.documentFile]: msg({
    id: 'errors.validation.document_file',
    message: 'Please choose a file, or remove this document.',
  }),
  [Problem.attachmentsMaximum]: msg({
    id: 'fields.attachments.maximum_attached',
    message: 'A record can hold at most {max} files.',
  }),
};

/** A problem as a sentence; `labelOf` gives the label of another field it speaks of. */
export function useFindingText(): (finding: Finding, labelOf: (name: string) => string) => string {
  const { i18n } = useLingui();
  return ({ key, parameters = {}, text: told }, labelOf) => {
    if (told !== undefined) return told;
    const neighbour = parameters['other'];
    const values =
      neighbour === undefined ? parameters : { ...parameters, other: labelOf(String(neighbour)) };
    return i18n._({ ...sentences[key], values });
  };
}
