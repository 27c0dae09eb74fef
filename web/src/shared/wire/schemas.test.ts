import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { formList } from './forms';
import { lookupList } from './lookups';
import { problemsOf } from './problems';
import { recordList } from './records';
import { systemSettingsAnswer } from './settings';
import { extendedUserAnswer, FilterType } from './user';

describe('what comes over the wire', () => {
  it('is a user with rights, filters and columns, whatever else it holds', () => {
    const { data } = v.parse(extendedUserAnswer, {
      data: {
        id: 1,
        user_name: 'nadia',
        permissions: { list: [{ resource: 'cases', actions: ['read'] }] },
        filters: { cases: [{ name: 'x', field_name: 'sex', type: 'brand_new_kind' }] },
        list_headers: { cases: [{ name: 'id', field_name: 'case_id_display', id_search: true }] },
        future_member: 1,
      },
    });
    expect(data.role_group_permission).toBe('self');
    expect(data.filters['cases']?.[0]?.type).toBe(FilterType.checkbox);
    expect(data.list_headers['cases']?.[0]?.id_search).toBe(true);
  });

  it('is not a user without an id', () => {
    expect(v.safeParse(extendedUserAnswer, { data: { user_name: 'x' } }).success).toBe(false);
  });

  it('is a form whose fields have defaults', () => {
    const { data } = v.parse(formList, {
      data: [{ id: 1, unique_id: 'basic', fields: [{ name: 'sex', type: 'select_box' }] }],
    });
    expect(data[0]?.fields[0]).toMatchObject({ visible: true, required: false, disabled: false });
  });

  it('is not a form with a field of an unknown kind', () => {
    const forms = { data: [{ id: 1, unique_id: 'x', fields: [{ name: 'a', type: 'hologram' }] }] };
    expect(v.safeParse(formList, forms).success).toBe(false);
  });

  it('is a page of records with any fields', () => {
    const page = v.parse(recordList, {
      data: [{ id: 'a', name: 'Sami', age: 4 }],
      metadata: { total: 1, per: 20, page: 1 },
    });
    expect(page.data[0]?.['name']).toBe('Sami');
  });

  it('is a lookup, with or without metadata', () => {
    const list = { data: [{ unique_id: 'lookup-x', values: [{ id: 'a' }] }] };
    expect(v.parse(lookupList, list).data[0]?.values[0]?.disabled).toBe(false);
  });

  it('is settings of which much may be missing', () => {
    const { data } = v.parse(systemSettingsAnswer, { data: {} });
    expect(data.modules).toEqual([]);
    expect(data.auto_populate_list).toEqual([]);
  });
});

describe('the problems of an error body', () => {
  it('are read from texts and lists alike', () => {
    const body = {
      errors: [
        { status: 422, resource: '/x', message: ['a', 'b'], detail: 'age' },
        { status: 404, resource: '/x', message: 'Not Found' },
      ],
    };
    expect(problemsOf(body)).toEqual([
      { status: 422, messages: ['a', 'b'], details: ['age'], reasons: ['a', 'b'] },
      { status: 404, messages: ['Not Found'], details: [], reasons: [] },
    ]);
  });

  it('give people sentences, and never the words that programs compare', () => {
    const key = 'transition.errors.pending_transfer';
    const sentence = 'Another transfer is waiting for an answer.';
    const body = {
      errors: [
        {
          status: 422,
          message: key,
          problems: [{ pointer: 'base', code: key, message: sentence }],
        },
        { status: 422, message: [key] },
        { status: 422, message: 'Invalid Record JSON', problems: [{ pointer: '/a' }] },
      ],
    };
    expect(problemsOf(body).map(({ reasons }) => reasons)).toEqual([[sentence], [], []]);
  });

  it.each([[undefined], ['text'], [{ error: 'x' }], [{ errors: 'x' }]])(
    'are none in %j',
    (body) => {
      expect(problemsOf(body)).toEqual([]);
    },
  );
});
