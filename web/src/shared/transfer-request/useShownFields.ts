import { useForms } from '../definitions/useDefinitions';
import { formatDate } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { singularOf } from '../records/record-type';
import { useVocabulary } from '../records/useVocabulary';
import { pickText } from '../text/pick';
import type { Fact } from '../ui/Facts';
import { type Field, FieldType } from '../wire/forms';
import type { RecordData, RecordType } from '../wire/records';

/** Told above them in words of the app. */
const toldAlready: ReadonlySet<string> = new Set([
  ...['case_id_display', 'short_id', 'name', 'age', 'sex', 'owned_by', 'owned_by_text'],
  ...['owned_by_agency_id', 'owned_by_agency'],
]);

/** What forms mark for the small view of a record that one may not open, as far as it was sent. */
export function useShownFields(type: RecordType, record: RecordData): readonly Fact[] {
  const language = useLanguage();
  const vocabulary = useVocabulary({ withPlaces: true });
  const forms = (useForms() ?? []).filter(({ parent_form: of }) => of === singularOf(type));
  const fields = forms.flatMap((form) => form.fields.filter((field) => field.show_on_minify_form));
  const wordOf = (field: Field, value: unknown): string => {
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return '';
    const own = field.option_strings_text?.find((option) => option.id === value);
    if (own) return pickText(own.display_text, language) || value;
    const source = field.option_strings_source?.replace(/^lookup /, '');
    if (source) return vocabulary.text(source, value);
    return field.type === FieldType.date ? formatDate(value, language) : value;
  };
  const seen = new Set(toldAlready);
  return fields.flatMap((field) => {
    const value: unknown = record[field.name];
    if (seen.has(field.name)) return [];
    seen.add(field.name);
    const words = (Array.isArray(value) ? value : [value]).map((one) => wordOf(field, one));
    const label = pickText(field.display_name, language) || field.name;
    return [{ label, value: words.filter(Boolean).join(' · ') }];
  });
}
