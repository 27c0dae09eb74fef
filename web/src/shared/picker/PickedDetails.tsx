import { useLingui } from '@lingui/react/macro';
import { formatDate } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { displayId } from '../records/record-type';
import { useVocabulary } from '../records/useVocabulary';
import { headerTexts } from '../text/header-texts';
import { Facts } from '../ui/Facts';
import type { RecordData, RecordType } from '../wire/records';

const shown = ['name', 'age', 'sex', 'registration_date', 'social_worker'];
const keys: Readonly<Record<string, string>> = { social_worker: 'owned_by' };

/** What the list tells of a record: enough to see that it is the right one. */
export function PickedDetails({ type, record }: { type: RecordType; record: RecordData }) {
  const { i18n } = useLingui();
  const language = useLanguage();
  const vocabulary = useVocabulary({ withPlaces: false });
  const text = (name: string): string => {
    const value = record[keys[name] ?? name];
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return '';
    if (name === 'sex') return vocabulary.text('lookup-gender', value);
    return name === 'registration_date' ? formatDate(value, language) : value;
  };
  const label = (name: string) => {
    const known = headerTexts[name];
    return known === undefined ? name : i18n._(known);
  };
  return (
    <Facts
      facts={[
        { label: label('short_id'), value: displayId(type, record) },
        ...shown.map((name) => ({ label: label(name), value: text(name) })),
      ]}
    />
  );
}
