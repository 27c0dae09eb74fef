import { useLingui } from '@lingui/react/macro';
import type { SearchMode } from '../../shared/records/list-query';

/** The ways of searching in words: what was done, and what could be done instead. */
export function useSearchModes(): Record<SearchMode, { done: string; offer: string }> {
  const { t } = useLingui();
  return {
    auto: {
      done: t({
        id: 'cases.searched',
        message: 'Searched in IDs, phone numbers and names; the best match comes first.',
      }),
      offer: t({ id: 'cases.search_everywhere', message: 'Search in everything instead' }),
    },
    id_search: {
      done: t({ id: 'cases.searched_by_id', message: 'Searched in IDs and numbers.' }),
      offer: t({ id: 'cases.search_by_id', message: 'Search in IDs instead' }),
    },
    phonetic: {
      done: t({
        id: 'cases.searched_by_name',
        message: 'Searched in names, also those that sound alike; the best match comes first.',
      }),
      offer: t({ id: 'cases.search_by_name', message: 'Search in names instead' }),
    },
    phone_number: {
      done: t({ id: 'cases.searched_by_phone', message: 'Searched in phone numbers.' }),
      offer: t({ id: 'cases.search_by_phone', message: 'Search in phone numbers instead' }),
    },
  };
}
