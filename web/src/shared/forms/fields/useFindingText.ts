import { useLingui } from '@lingui/react/macro';
import { type Finding, Problem } from '../validation/keys';

/** A problem as a sentence; `label` is the field's, `labelOf` gives that of another field. */
export function useFindingText(): (finding: Finding, labelOf: (name: string) => string) => string {
  const { t } = useLingui();
  return ({ key, parameters = {} }, labelOf) => {
    const { min = '', max = '', places = '' } = parameters;
    const other = labelOf(String(parameters['other'] ?? ''));
    switch (key) {
      case Problem.required:
        return t({ id: 'form_section.required_field', message: 'Please answer this question.' });
      case Problem.text:
      case Problem.textEncoding:
        return t({
          id: 'errors.validation.text',
          message: 'This text cannot be stored. Please type it again.',
        });
      case Problem.textLength:
        return t({
          id: 'errors.validation.text_length',
          message: `Please write at most ${max} characters.`,
        });
      case Problem.integer:
        return t({ id: 'errors.validation.integer', message: 'Please enter a whole number.' });
      case Problem.number:
        return t({ id: 'errors.validation.number', message: 'Please enter a number.' });
      case Problem.numberRange:
        return t({
          id: 'errors.validation.number_range',
          message: `Please enter a number from ${min} to ${max}.`,
        });
      case Problem.decimalPlaces:
        return t({
          id: 'errors.validation.decimal_places',
          message: `Please enter at most ${places} digits after the decimal sign.`,
        });
      case Problem.age:
        return t({ id: 'errors.models.child.age', message: 'Please enter an age from 0 to 130.' });
      default:
        return dateText(t, key, other) ?? choiceText(t, key, max);
    }
  };
}

type Translate = ReturnType<typeof useLingui>['t'];

function dateText(t: Translate, key: Problem, other: string): string | undefined {
  switch (key) {
    case Problem.date:
      return t({
        id: 'errors.validation.date',
        message: 'Please enter a complete, existing date.',
      });
    case Problem.dateTime:
      return t({
        id: 'errors.validation.date_time',
        message: 'Please enter a complete date and time.',
      });
    case Problem.futureDate:
      return t({
        id: 'fields.future_date_not_valid',
        message: 'This date cannot be in the future.',
      });
    case Problem.dateOfBirth:
      return t({
        id: 'errors.models.child.date_of_birth',
        message: 'The date of birth cannot be in the future.',
      });
    case Problem.notBefore:
      return t({
        id: 'errors.validation.not_before',
        message: `This date cannot be before “${other}”.`,
      });
    case Problem.notAfter:
      return t({
        id: 'errors.validation.not_after',
        message: `This date cannot be after “${other}”.`,
      });
    default:
      return undefined;
  }
}

function choiceText(t: Translate, key: Problem, max: string | number): string {
  switch (key) {
    case Problem.option:
    case Problem.list:
      return t({
        id: 'errors.validation.option',
        message: 'Please choose an option from the list.',
      });
    case Problem.optionDisabled:
      return t({
        id: 'errors.validation.option_disabled',
        message: 'This option is no longer in use. Please choose another one.',
      });
    case Problem.documentFile:
      return t({
        id: 'errors.validation.document_file',
        message: 'Please choose a file, or remove this document.',
      });
    case Problem.attachmentsMaximum:
      return t({
        id: 'fields.attachments.maximum_attached',
        message: `A record can hold at most ${max} files.`,
      });
    default:
      return t({
        id: 'errors.validation.other',
        message: 'This answer cannot be stored. Please check it.',
      });
  }
}
