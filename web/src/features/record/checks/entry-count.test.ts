import { expect, it } from 'vitest';
import { FormStore } from '../../../shared/forms/engine/store';
import { testField, testForm } from '../../../shared/forms/testing';
import { entryCountOf } from './entry-count';

const rows = testForm('rows', [testField({ name: 'kind', type: 'text_field' })]);
const list = { ...testField({ name: 'rows', type: 'subform' }), subform: rows };
const placement = { ...list.placement, entryCondition: { eq: { kind: 'aid' } } };
const ofAid = { ...list, placement };
const clock = { today: '2026-03-01', zone: 'UTC' };

function count(fields: Parameters<typeof testForm>[1]): number | undefined {
  const form = testForm('form', fields);
  const values = { rows: [{ kind: 'aid' }, { kind: 'care' }, { kind: 'aid', _destroy: true }] };
  return entryCountOf(new FormStore({ forms: [form], values, clock }), form);
}

it('counts what the list shows', () => {
  expect(count([list])).toBe(2);
  expect(count([ofAid])).toBe(1);
});

it('is nothing where a form has no list', () => {
  expect(count([testField({ name: 'name', type: 'text_field' })])).toBeUndefined();
});
