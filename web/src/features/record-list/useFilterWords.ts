import { useLingui } from '@lingui/react/macro';
import { violation_types } from '../../shared/forms/violation-types';
import { formatDate } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
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
      (value) => value.text ?? violationText(value.id, vocabulary) ?? readable(value.id, language),
    );
    return { label, values: new Intl.ListFormat(language, { type: 'unit' }).format(values) };
  };
}

/** "killing_verified", as dashboards ask: "Killing: Verified". */
function violationText(value: string, vocabulary: Vocabulary): string | undefined {
  const type = violation_types.find((one) => value === one || value.startsWith(`${one}_`));
  if (type === undefined) return undefined;
  const name = vocabulary.text('lookup-violation-type', type);
  const state = value.slice(type.length + 1);
  return state === '' ? name : `${name}: ${vocabulary.text('lookup-verification-status', state)}`;
}

/** A range of dates in words, anything else as it is. */
function readable(value: string, language: ReturnType<typeof useLanguage>): string {
  const [from = '', to] = value.split('..');
  const day = (text: string) => (text === '' ? '…' : formatDate(text, language));
  return to === undefined ? value : `${day(from)} – ${day(to)}`;
}
