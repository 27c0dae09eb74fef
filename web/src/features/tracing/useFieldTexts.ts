import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { useForms } from '../../shared/definitions/useDefinitions';
import { commaOf, formatKnown, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { pickText } from '../../shared/text/pick';
import { type Field, FieldType, type FormSection } from '../../shared/wire/forms';

interface FieldTexts {
  /** What a field is called in the forms. */
  readonly label: (name: string) => string;
  /** A stored answer as one line, empty when there is none; of a date how exactly it is known. */
  readonly valueText: (name: string, value: unknown, precision?: unknown) => string;
  /** Whether people type the answer in words of their own, or it names a user. */
  readonly isTyped: (name: string) => boolean;
}

/** Answers that are chosen, counted or dated. */
const plain_types: readonly string[] = [
  FieldType.radio,
  FieldType.select,
  FieldType.number,
  FieldType.date,
  FieldType.tickBox,
];

const parents: readonly string[] = ['case', 'tracing_request'];
const civil_date = /^\d{4}-\d{2}-\d{2}$/;

/** Fields of cases and tracing requests by name; a case's own come first. */
function fieldsByName(forms: readonly FormSection[]): ReadonlyMap<string, Field> {
  const known = new Map<string, Field>();
  for (const parent of parents) {
    for (const form of forms.filter((one) => one.parent_form === parent)) {
      for (const field of form.fields) if (!known.has(field.name)) known.set(field.name, field);
    }
  }
  return known;
}

/** What fields are called in the forms. */
export function useFieldLabel(): FieldTexts['label'] {
  const language = useLanguage();
  const forms = useForms();
  const vocabulary = useVocabulary({ withPlaces: false });
  const fields = useMemo(() => fieldsByName(forms ?? []), [forms]);
  return (name) => pickText(fields.get(name)?.display_name, language) || vocabulary.fieldName(name);
}

/** The words for fields and answers that two records are compared by. */
export function useFieldTexts(): FieldTexts {
  const { t } = useLingui();
  const language = useLanguage();
  const forms = useForms();
  const vocabulary = useVocabulary({ withPlaces: true });
  const fields = useMemo(() => fieldsByName(forms ?? []), [forms]);
  const label = useFieldLabel();
  const yes = t({ id: 'tracing.value.yes', message: 'Yes' });
  const no = t({ id: 'tracing.value.no', message: 'No' });
  const optionText = (field: Field | undefined, id: string) => {
    const own = field?.option_strings_text?.find((option) => option.id === id);
    if (own) return pickText(own.display_text, language) || id;
    const source = field?.option_strings_source ?? '';
    return source === '' ? id : vocabulary.text(source.replace(/^lookup /, ''), id);
  };
  const valueText = (name: string, value: unknown, precision?: unknown): string => {
    if (Array.isArray(value)) {
      return value
        .map((one) => valueText(name, one))
        .filter((text) => text !== '')
        .join(commaOf(language));
    }
    if (typeof value === 'boolean') return value ? yes : no;
    if (typeof value === 'number') return formatNumber(value, language);
    if (typeof value !== 'string' || value === '') return '';
    return civil_date.test(value)
      ? formatKnown(value, precision, language)
      : optionText(fields.get(name), value);
  };
  const isTyped = (name: string) => {
    const field = fields.get(name);
    return !plain_types.includes(field?.type ?? '') || field?.option_strings_source === 'User';
  };
  return { label, valueText, isTyped };
}
