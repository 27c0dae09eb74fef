import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import {
  defaultListQuery,
  modePair,
  SearchMode,
  writeListQuery,
  readListQuery,
  type ListQuery,
} from '../../../shared/records/list-query';
import { call } from '../../../shared/wire/client';
import type { RecordType } from '../../../shared/wire/records';

const filterValue = v.union([
  v.array(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
  v.string(),
  v.pipe(v.union([v.number(), v.boolean()]), v.transform(String)),
]);

const savedSearch = v.looseObject({
  id: v.number(),
  name: v.optional(v.nullable(v.string())),
  record_type: v.optional(v.nullable(v.string())),
  filters: v.array(v.looseObject({ name: v.string(), value: filterValue })),
  /** By whoever looks: a tab over the list. */
  pinned: v.optional(v.boolean(), false),
  user_name: v.optional(v.nullable(v.string()), ''),
  user_group_ids: v.optional(v.array(v.string()), []),
  can_change: v.optional(v.boolean(), true),
  can_withdraw: v.optional(v.boolean(), true),
});
export type SavedSearch = v.InferOutput<typeof savedSearch>;

const savedSearchList = v.object({ data: v.array(savedSearch) });

/** More than anybody keeps; the server says how many at most. */
const per = 100;

/** What the user keeps, of all record types. */
export const savedSearchesQuery = queryOptions({
  queryKey: ['saved_searches'],
  queryFn: async ({ signal }) =>
    (await call('/saved_searches', savedSearchList, { query: { per }, signal })).data,
  staleTime: 5 * 60_000,
});

/** Members of an address that say how the list is shown, not what it holds. */
const ofDisplay = new Set(['page', 'per', 'columns', 'order_by', 'order']);

/** What a search narrows the list to, as it is kept. */
export function savedFilters(query: ListQuery): SavedSearch['filters'] {
  const search = query.search
    ? [['query', query.search.text] as const, modePair(query.search.mode)].map(([name, value]) => ({
        name,
        value: [value],
      }))
    : [];
  const filters = Object.entries(query.filters).map(([name, values]) => ({
    name,
    value: [...values],
  }));
  return [...filters, ...search];
}

/** The list that a kept search stands for, from its first page. */
export function queryOf(saved: Pick<SavedSearch, 'filters'>): ListQuery {
  const filters = saved.filters
    .filter(({ name }) => !isOfSearch(name) && !ofDisplay.has(name))
    .map(({ name, value }) => [name, typeof value === 'string' ? [value] : value] as const);
  const search = Object.fromEntries(
    saved.filters
      .filter(({ name }) => isOfSearch(name))
      .map(({ name, value }) => [name, String(value)]),
  );
  return {
    ...defaultListQuery,
    filters: Object.fromEntries(filters),
    search: readListQuery({ ...search, page: '1' }).search,
  };
}

function isOfSearch(name: string): boolean {
  return name === 'query' || Object.values(SearchMode).some((mode) => modePair(mode)[0] === name);
}

/** Do two lists hold the same, however they are sorted and paged? */
export function isSameSearch(one: ListQuery, other: ListQuery): boolean {
  return textOf(one) === textOf(other);
}

function textOf(query: ListQuery): string {
  const address = Object.entries(writeListQuery(query)).filter(([key]) => !ofDisplay.has(key));
  return JSON.stringify(address.sort(([left], [right]) => (left < right ? -1 : 1)));
}

interface NewSavedSearch {
  name: string;
  type: RecordType;
  modules: readonly string[];
  query: ListQuery;
  isPinned: boolean;
  groups: readonly string[];
}

export async function keepSearch(search: NewSavedSearch): Promise<void> {
  const { name, type, modules, query, isPinned, groups } = search;
  const data = {
    name,
    record_type: type,
    module_ids: modules,
    filters: savedFilters(query),
    pinned: isPinned,
    user_group_ids: groups,
  };
  await call('/saved_searches', v.unknown(), { method: 'POST', body: { data } });
}

/** What may be said anew of a kept search; what is left out stays as it is. */
export interface SearchChange {
  name?: string;
  pinned?: boolean;
  user_group_ids?: readonly string[];
}

export async function changeSearch(id: number, data: SearchChange): Promise<void> {
  await call(`/saved_searches/${id}`, v.unknown(), { method: 'PATCH', body: { data } });
}

export async function removeSearch(id: number): Promise<void> {
  await call(`/saved_searches/${id}`, v.unknown(), { method: 'DELETE' });
}
