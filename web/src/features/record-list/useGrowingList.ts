import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { ListQuery } from '../../shared/records/list-query';
import { call } from '../../shared/wire/client';
import type { Query } from '../../shared/wire/query';
import { type RecordPage, recordList, type RecordType } from '../../shared/wire/records';
import type { ListResult } from './list-result';
import { askedIn } from './useListPage';

/** Where a page begins: behind another one, or, of what was searched for, at a number. */
type Start = { after: string } | { page: number };

const first: Start = { page: 1 };

function withoutPage(asked: Query): Query {
  return Object.fromEntries(Object.entries(asked).filter(([key]) => key !== 'page'));
}

/**
 * The list from its beginning on. Pages begin behind the last row of the one before, wherever that
 * has gone since: nothing is missed, and what moved into a later page is shown once.
 */
export function useGrowingList(type: RecordType, query: ListQuery, isWanted: boolean): ListResult {
  const asked = withoutPage(askedIn(useLanguage(), query));
  const isRanked = query.search !== undefined;
  const result = useInfiniteQuery({
    queryKey: [type, 'list', 'growing', asked],
    queryFn: ({ pageParam, signal }) =>
      call(`/${type}`, recordList, { query: { ...asked, ...pageParam }, signal }),
    initialPageParam: first,
    getNextPageParam: (last, pages) => startAfter(last, pages, isRanked),
    placeholderData: keepPreviousData,
    enabled: isWanted,
  });
  const pages = result.data?.pages;
  const data = useMemo(() => pages && joined(pages), [pages]);
  return {
    data,
    isError: result.isError && !result.isFetchNextPageError,
    error: result.error,
    isPlaceholderData: result.isPlaceholderData,
    dataUpdatedAt: result.dataUpdatedAt,
    refetch: result.refetch,
    more: {
      hasMore: result.hasNextPage,
      isFetching: result.isFetchingNextPage,
      error: result.isFetchNextPageError ? result.error : undefined,
      fetch: () => result.fetchNextPage(),
    },
  };
}

function startAfter(
  { metadata, data }: RecordPage,
  pages: readonly RecordPage[],
  isRanked: boolean,
): Start | undefined {
  if (metadata.next) return { after: metadata.next };
  const seen = pages.reduce((count, page) => count + page.data.length, 0);
  const hasMore = metadata.total_capped === true || seen < metadata.total;
  return isRanked && data.length > 0 && hasMore ? { page: pages.length + 1 } : undefined;
}

/** All rows, each once: at its first place, as it was read last. */
function joined(pages: readonly RecordPage[]): RecordPage | undefined {
  const last = pages.at(-1);
  if (last === undefined) return undefined;
  const rows = new Map(pages.flatMap(({ data }) => data.map((row) => [row.id, row])));
  return { data: [...rows.values()], metadata: last.metadata };
}
