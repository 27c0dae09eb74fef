import { latinDigits } from '../text/digits';
import type { Query } from '../wire/query';
import { wireFilters } from './violation-filters';

/** What an address says about a list. Filter keys are the API's, without their index. */
export interface ListQuery {
  filters: Readonly<Record<string, readonly string[]>>;
  search: Search | undefined;
  page: number;
  per: number;
  orderBy: string | undefined;
  order: 'asc' | 'desc';
  columns: readonly string[] | undefined;
}

/** The ways the server searches (records API, section 9): as it thinks best, or in one way only. */
export const SearchMode = {
  auto: 'auto',
  id: 'id_search',
  name: 'phonetic',
  phone: 'phone_number',
} as const;
export type SearchMode = (typeof SearchMode)[keyof typeof SearchMode];

export interface Search {
  text: string;
  mode: SearchMode;
}

export const pageSizes = [10, 20, 50, 75, 100] as const;
const firstPageSize = 20;

const ownKeys = new Set(['page', 'per', 'order_by', 'order', 'query', 'columns']);
const searchKeys: readonly string[] = ['search', ...Object.values(SearchMode)];

/** The list as a case worker opens it: open and enabled records. */
export const defaultFilters = { status: ['open'], record_state: ['true'] } as const;

export const defaultListQuery: ListQuery = {
  filters: defaultFilters,
  search: undefined,
  page: 1,
  per: firstPageSize,
  orderBy: undefined,
  order: 'desc',
  columns: undefined,
};

/** The parameter that asks for a way of searching. */
export function modePair(mode: SearchMode): [string, string] {
  return mode === SearchMode.auto ? ['search', 'auto'] : [mode, 'true'];
}

/** Whether the best match comes first, so that sorting by a field says nothing. */
export function isRanked(search: Search | undefined): boolean {
  return search?.mode === SearchMode.name || search?.mode === SearchMode.auto;
}

/** The query of an address, key by key. */
export type Address = Readonly<Record<string, string | undefined>>;

/** Reads an address. An address without any key is the default list. */
export function readListQuery(address: Address): ListQuery {
  if (Object.keys(address).length === 0) {
    return defaultListQuery;
  }
  const mode = Object.values(SearchMode).find((candidate) => {
    const [key, value] = modePair(candidate);
    return address[key] === value;
  });
  const text = address['query'] ?? '';
  return {
    filters: readFilters(address),
    search: text === '' ? undefined : { text, mode: mode ?? SearchMode.id },
    page: positive(address['page'], 1),
    per: pageSizes.find((size) => String(size) === address['per']) ?? firstPageSize,
    orderBy: address['order_by'],
    order: address['order'] === 'asc' ? 'asc' : 'desc',
    columns: address['columns']?.split(',').filter((name) => name !== ''),
  };
}

/**
 * The same list in smaller pages, where the address leaves the size open. Further pages name it
 * themselves, so that no row is missed when the line is quick again.
 */
export function inSmallPages(query: ListQuery, address: Address): ListQuery {
  const isOpen = address['per'] === undefined && query.page === 1;
  return isOpen ? { ...query, per: pageSizes[0] } : query;
}

/** Writes an address; `readListQuery` reads the same list from it. */
export function writeListQuery(query: ListQuery): Record<string, string> {
  const pairs: [string, string | undefined][] = [
    ...filterPairs(query.filters),
    ['query', query.search?.text],
    ...(query.search ? [modePair(query.search.mode)] : []),
    ['order_by', query.orderBy],
    ['order', query.orderBy === undefined ? undefined : query.order],
    ['per', query.per === firstPageSize ? undefined : String(query.per)],
    ['columns', query.columns?.join(',')],
    // Also what keeps an address without filters apart from the default list.
    ['page', String(query.page)],
  ];
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  );
}

/** What is asked of the server. Searches for names are ranked by the server and not sorted. */
export function apiQuery(query: ListQuery): Query {
  return {
    fields: 'short',
    ...Object.fromEntries(filterPairs(wireFilters(query.filters))),
    ...(query.search
      ? { query: query.search.text, ...Object.fromEntries([modePair(query.search.mode)]) }
      : {}),
    ...(isRanked(query.search) || query.orderBy === undefined
      ? {}
      : { order_by: query.orderBy, order: query.order }),
    page: query.page,
    per: query.per,
  };
}

function filterPairs(filters: ListQuery['filters']): [string, string][] {
  return Object.entries(filters).flatMap(([key, values]) =>
    isPlain(key)
      ? values.slice(0, 1).map((value): [string, string] => [key, value])
      : values.map((value, index): [string, string] => [`${key}[${index}]`, value]),
  );
}

/** `or[owned_by]`, `not[...]` name one branch each and carry no index. */
function isPlain(key: string): boolean {
  return /^(or|not)\[/.test(key);
}

function readFilters(address: Address): ListQuery['filters'] {
  const filters: Record<string, string[]> = {};
  for (const [rawKey, value] of Object.entries(address)) {
    const key = rawKey.replace(/\[\d*\]$/, '');
    if (value !== undefined && !ownKeys.has(key) && !searchKeys.includes(key)) {
      const values = rawKey === key && !isPlain(key) ? value.split(',') : [value];
      filters[key] = [...(filters[key] ?? []), ...values];
    }
  }
  return filters;
}

function positive(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

/**
 * The search for what was typed, in whatever way fits it. Undefined when nothing was typed. Digits
 * of any script are sent as the server stores them.
 */
export function searchFor(typed: string): Search | undefined {
  const text = latinDigits(typed.trim());
  return text === '' ? undefined : { text, mode: SearchMode.auto };
}
