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

/** The three ways the server searches (records API, section 9). */
export const SearchMode = { id: 'id_search', name: 'phonetic', phone: 'phone_number' } as const;
export type SearchMode = (typeof SearchMode)[keyof typeof SearchMode];

export interface Search {
  text: string;
  mode: SearchMode;
}

export const pageSizes = [20, 50, 75, 100] as const;
const firstPageSize = 20;

const ownKeys = new Set(['page', 'per', 'order_by', 'order', 'query', 'columns']);
const searchModes: readonly string[] = Object.values(SearchMode);

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

/** The query of an address, key by key. */
export type Address = Readonly<Record<string, string | undefined>>;

/** Reads an address. An address without any key is the default list. */
export function readListQuery(address: Address): ListQuery {
  if (Object.keys(address).length === 0) {
    return defaultListQuery;
  }
  const mode = Object.values(SearchMode).find((candidate) => address[candidate] === 'true');
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

/** Writes an address; `readListQuery` reads the same list from it. */
export function writeListQuery(query: ListQuery): Record<string, string> {
  const pairs: [string, string | undefined][] = [
    ...filterPairs(query.filters),
    ['query', query.search?.text],
    ...(query.search ? ([[query.search.mode, 'true']] satisfies [string, string][]) : []),
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

/** What is asked of the server. Phonetic searches are ranked by the server and not sorted. */
export function apiQuery(query: ListQuery): Query {
  const isRanked = query.search?.mode === SearchMode.name;
  return {
    fields: 'short',
    ...Object.fromEntries(filterPairs(wireFilters(query.filters))),
    ...(query.search ? { query: query.search.text, [query.search.mode]: true } : {}),
    ...(isRanked || query.orderBy === undefined
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
    if (value !== undefined && !ownKeys.has(key) && !searchModes.includes(key)) {
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
 * The search that fits what was typed: `+…` is a telephone, digits or a code an id, words a name.
 * Undefined when nothing was typed. Digits of any script are sent as the server stores them.
 */
export function searchFor(typed: string): Search | undefined {
  const text = latinDigits(typed.trim());
  if (text === '') {
    return undefined;
  }
  if (/^\+[\d\s().-]+$/.test(text)) {
    return { text, mode: SearchMode.phone };
  }
  return { text, mode: /\d/.test(text) ? SearchMode.id : SearchMode.name };
}
