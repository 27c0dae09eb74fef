import { useLingui } from '@lingui/react/macro';
import { formatDate } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { violationText } from '../../shared/text/violation-text';
import type { Vocabulary } from '../../shared/records/vocabulary';
import type { ActiveFilter } from './active-filters';
import { filterLabel } from './filter-specs';

/** What a filter is called, and its values on one line; no values where the name says it all. */
export interface FilterWords {
  label: string;
  values: string;
}

/** Filters in the words of the language. */
export function useFilterWords(vocabulary: Vocabulary): (filter: ActiveFilter) => FilterWords {
  const { i18n } = useLingui();
  const language = useLanguage();
  return (filter) => {
    const label = filter.label ?? filterLabel(filter.keys[0] ?? '', vocabulary, i18n);
    const values = filter.values.map(
      (value) =>
        value.text ?? violationText(value.id, vocabulary, language) ?? readable(value.id, language),
    );
    return { label, values: new Intl.ListFormat(language, { type: 'unit' }).format(values) };
  };
}

/** A range of dates in words, anything else as it is. */
function readable(value: string, language: ReturnType<typeof useLanguage>): string {
  const [from = '', to] = value.split('..');
  const day = (text: string) => (text === '' ? '…' : formatDate(text, language));
  return to === undefined ? value : `${day(from)} – ${day(to)}`;
}
