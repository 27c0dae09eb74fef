import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Language } from '../../shared/i18n/languages';
import { apiQuery, type ListQuery } from '../../shared/records/list-query';
import { recordListQuery } from '../../shared/records/records';
import type { Query } from '../../shared/wire/query';
import type { RecordType } from '../../shared/wire/records';
import type { ListResult } from './list-result';

/** What is asked for, sorted by the alphabet of the language it is read in. */
export function askedIn(language: Language, query: ListQuery): Query {
  const asked = apiQuery(query);
  return 'order_by' in asked ? { ...asked, locale: language } : asked;
}

/** One page of the list. */
export function useListPage(type: RecordType, query: ListQuery, isWanted: boolean): ListResult {
  return useQuery({
    ...recordListQuery(type, askedIn(useLanguage(), query)),
    placeholderData: keepPreviousData,
    enabled: isWanted,
  });
}
