import { describe, expect, it } from 'vitest';
import {
  apiQuery,
  defaultFilters,
  defaultListQuery,
  readListQuery,
  searchFor,
  SearchMode,
  writeListQuery,
  type ListQuery,
} from './list-query';

describe('the address of a list', () => {
  it('without any key is the list of open cases', () => {
    expect(readListQuery({})).toEqual(defaultListQuery);
    expect(defaultListQuery.filters).toEqual(defaultFilters);
  });

  it('with every filter removed stays without filters', () => {
    const address = writeListQuery({ ...defaultListQuery, filters: {} });
    expect(address).toEqual({ page: '1' });
    expect(readListQuery(address).filters).toEqual({});
  });

  it.each<[string, Partial<ListQuery>]>([
    ['filters', { filters: { sex: ['male', 'female'], age: ['0..5', '6..11'] } }],
    ['a location', { filters: { 'loc:location_current': ['N1A'] } }],
    ['an either-or', { filters: { 'or[owned_by]': ['a'], 'or[assigned_user_names]': ['a'] } }],
    ['a negation', { filters: { 'not[last_updated_by]': ['a'] } }],
    ['a search', { search: { text: 'Lina & Ömer', mode: SearchMode.name } }],
    ['a search of any way', { search: { text: 'KE-1', mode: SearchMode.auto } }],
    ['sorting', { orderBy: 'age', order: 'asc' }],
    ['a page', { page: 3, per: 50 }],
    ['columns', { columns: ['name', 'age'] }],
    ['a value with a comma', { filters: { city: ['a,b'] } }],
  ])('keeps %s', (_what, part) => {
    const query = { ...defaultListQuery, ...part };
    const text = new URLSearchParams(writeListQuery(query)).toString();
    expect(readListQuery(Object.fromEntries(new URLSearchParams(text)))).toEqual(query);
  });

  it('reads the comma form of older links', () => {
    expect(readListQuery({ sex: 'male,female' }).filters).toEqual({ sex: ['male', 'female'] });
  });

  it('reads a search without a mode as a search in ids', () => {
    expect(readListQuery({ query: 'abc' }).search).toEqual({ text: 'abc', mode: SearchMode.id });
  });

  it.each([['0'], ['-1'], ['x'], ['1.5'], ['']])('takes page %j as the first', (page) => {
    expect(readListQuery({ page }).page).toBe(1);
  });

  it('knows only the offered page sizes', () => {
    expect(readListQuery({ per: '75' }).per).toBe(75);
    expect(readListQuery({ per: '9999' }).per).toBe(20);
  });
});

describe('what is asked of the server', () => {
  it('is the short form with filters, page and order', () => {
    const query = { ...defaultListQuery, orderBy: 'age', order: 'asc' as const, page: 2 };
    expect(apiQuery(query)).toEqual({
      fields: 'short',
      'status[0]': 'open',
      'record_state[0]': 'true',
      order_by: 'age',
      order: 'asc',
      page: 2,
      per: 20,
    });
  });

  it('leaves the order of a search by name to the server', () => {
    const search = { text: 'lina', mode: SearchMode.name };
    const query = apiQuery({ ...defaultListQuery, orderBy: 'age', search });
    expect(query).toMatchObject({ query: 'lina', phonetic: 'true' });
    expect(query).not.toHaveProperty('order_by');
  });

  it('never sends the columns', () => {
    expect(apiQuery({ ...defaultListQuery, columns: ['age'] })).not.toHaveProperty('columns');
  });
});

describe('a search', () => {
  it('is by whatever fits, which the server decides', () => {
    expect(searchFor(' Lina Haddad ')).toEqual({ text: 'Lina Haddad', mode: SearchMode.auto });
    expect(apiQuery({ ...defaultListQuery, search: searchFor('lina') })).toMatchObject({
      query: 'lina',
      search: 'auto',
    });
  });

  it('sends digits of any script as they are stored', () => {
    expect(searchFor('١٢٣')?.text).toBe('123');
    expect(searchFor('+۹۳ ۷')?.text).toBe('+93 7');
  });

  it('for nothing is none', () => {
    expect(searchFor('  ')).toBeUndefined();
  });
});
