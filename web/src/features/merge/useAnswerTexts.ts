import { useLingui } from '@lingui/react/macro';
import { useForms } from '../../shared/definitions/useDefinitions';
import { precisionKey } from '../../shared/forms/partial-date';
import { colonOf, commaOf, formatDate, formatKnown, formatNumber } from '../../shared/i18n/format';
import type { Language } from '../../shared/i18n/languages';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { pickText } from '../../shared/text/pick';
import type { Field, FormSection } from '../../shared/wire/forms';

type Row = Readonly<Record<string, unknown>>;

interface AnswerTexts {
  /** An answer as one line, empty when there is none; of a date how exactly it is known. */
  readonly valueText: (fieldName: string, value: unknown, precision?: unknown) => string;
  /** An entry of a table as one line: what it says, in the order of its form. */
  readonly rowText: (fieldName: string, row: Row) => string;
}

const civil_date = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T/;

interface Words {
  readonly language: Language;
  readonly vocabulary: Vocabulary;
  readonly yes: string;
  readonly no: string;
  /** How exactly the date at hand is known. */
  readonly precision?: unknown;
}

/** The words for answers of cases and for the entries of their tables. */
export function useAnswerTexts(): AnswerTexts {
  const { t } = useLingui();
  const language = useLanguage();
  const forms = useForms() ?? [];
  const vocabulary = useVocabulary({ withPlaces: true });
  const words: Words = {
    language,
    vocabulary,
    yes: t({ id: 'merge.value.yes', message: 'Yes' }),
    no: t({ id: 'merge.value.no', message: 'No' }),
  };
  const fieldOf = (name: string) =>
    forms
      .filter((form) => form.parent_form === 'case' && !form.is_nested)
      .flatMap((form) => form.fields)
      .find((field) => field.name === name);
  return {
    valueText: (name, value, precision) => textOf(fieldOf(name), value, { ...words, precision }),
    rowText: (name, row) => rowLine(subformOf(forms, fieldOf(name)), row, words),
  };
}

function subformOf(forms: readonly FormSection[], field: Field | undefined) {
  return forms.find((form) => form.id === field?.subform_section_id);
}

/** Everything an entry says; without its form the bare values, so that nothing is hidden. */
function rowLine(form: FormSection | undefined, row: Row, words: Words): string {
  const names = new Set(form?.fields.map((field) => precisionKey(field.name)));
  // How exactly a date is known is said with the date.
  const known = (form?.fields ?? []).filter((field) => !names.has(field.name));
  const parts = known
    .map((field) => ({
      label: pickText(field.display_name, words.language),
      text: textOf(field, row[field.name], { ...words, precision: row[precisionKey(field.name)] }),
    }))
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => `${label}${colonOf(words.language)}${text}`);
  return parts.join(' · ');
}

function textOf(field: Field | undefined, value: unknown, words: Words): string {
  const { language } = words;
  if (Array.isArray(value)) {
    return value
      .map((one) => textOf(field, one, words))
      .filter((text) => text !== '')
      .join(commaOf(language));
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value !== 'string' || value === '') return '';
  if (civil_date.test(value)) return formatKnown(value, words.precision, language);
  if (moment.test(value)) return formatDate(value.slice(0, 10), language);
  return optionText(field, value, words);
}

function optionText(field: Field | undefined, id: string, { vocabulary, language }: Words) {
  const own = field?.option_strings_text?.find((option) => option.id === id);
  if (own) return pickText(own.display_text, language) || id;
  const source = field?.option_strings_source ?? '';
  return source === '' ? id : vocabulary.text(source.replace(/^lookup /, ''), id);
}
