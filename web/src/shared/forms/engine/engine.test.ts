import { describe, expect, it, vi } from 'vitest';
import type { FieldDefinition } from '../definition';
import type { Json, JsonObject } from '../json';
import { testField, testForm } from '../testing';
import { defaultValues, newEntry } from './defaults';
import { creationData, patchOf } from './patch';
import { FormStore } from './store';
import { tallyTotal, withBox } from './tally';

const clock = { today: '2026-03-15', zone: 'UTC' };
const now = { today: '2026-03-15', instant: '2026-03-15T08:00:00.000Z', newId: () => 'new-id' };

function storeOf(fields: readonly JsonObject[], values: JsonObject = {}) {
  return new FormStore({ forms: [testForm('form', fields.map(testField))], values, clock });
}

function fieldsOf(...json: readonly JsonObject[]): FieldDefinition[] {
  return json.map(testField);
}

const text = { name: 'note', type: 'text_field' };

describe('FormStore', () => {
  it('shows a field as soon as its condition holds and tells only those who depend on it', () => {
    const store = storeOf([
      { name: 'sex', type: 'text_field' },
      { ...text, display_conditions_record: { eq: { sex: 'female' } } },
      { name: 'other', type: 'text_field' },
    ]);
    const shown = vi.fn();
    const other = vi.fn();
    store.topics.on('shown:form/note', shown);
    store.topics.on('value:other', other);
    expect(store.isShown('form', 'note')).toBe(false);
    store.set('sex', 'female');
    expect(store.isShown('form', 'note')).toBe(true);
    store.set('sex', 'male');
    expect(store.isShown('form', 'note')).toBe(false);
    expect(shown).toHaveBeenCalledTimes(2);
    expect(other).not.toHaveBeenCalled();
  });

  it('hides a form whose condition turns false', () => {
    const store = new FormStore({
      forms: [testForm('gbv', fieldsOf(text), { condition: { eq: { survivor: true } } })],
      values: {},
      clock,
    });
    const forms = vi.fn();
    store.topics.on('forms', forms);
    expect(store.isFormShown('gbv')).toBe(false);
    store.set('survivor', true);
    expect(store.isFormShown('gbv')).toBe(true);
    expect(forms).toHaveBeenCalledTimes(1);
  });

  it('computes calculated fields in the order of their dependencies', () => {
    const sum = (...names: string[]) => ({ expression: { sum: names } });
    const store = storeOf([
      { name: 'all', type: 'calculated', calculation: sum('half', 'c') },
      { name: 'half', type: 'calculated', calculation: sum('a', 'b') },
    ]);
    store.set('a', 1);
    store.set('b', 2);
    store.set('c', 4);
    expect([store.value('half'), store.value('all')]).toEqual([3, 7]);
  });

  it('leaves a ring of calculations alone', () => {
    const calculation = (name: string) => ({ expression: { sum: [name, 'a'] } });
    const store = storeOf([
      { name: 'x', type: 'calculated', calculation: calculation('y') },
      { name: 'y', type: 'calculated', calculation: calculation('x') },
    ]);
    store.set('a', 1);
    expect([store.value('x'), store.value('y')]).toEqual([undefined, undefined]);
  });

  it('is not dirty because a stored result was stale, nor after going back', () => {
    const store = storeOf(
      [text, { name: 'total', type: 'calculated', calculation: { expression: { sum: ['a'] } } }],
      { a: 2, total: 9, note: 'x' },
    );
    expect([store.value('total'), store.isDirty]).toEqual([2, false]);
    store.set('note', 'y');
    expect(store.isDirty).toBe(true);
    store.set('note', 'x');
    expect(store.isDirty).toBe(false);
    store.set('empty', '');
    expect(store.isDirty).toBe(false);
  });

  it('tells the fields whose problems came or went', () => {
    const store = storeOf([text]);
    const told = vi.fn();
    store.topics.on('problems:note', told);
    store.setProblems([{ pointer: '/note', key: 'form_section.required_field' }]);
    expect(store.problemsAt('note')).toHaveLength(1);
    store.setProblems([]);
    expect(store.problemsAt('note')).toHaveLength(0);
    expect(told).toHaveBeenCalledTimes(2);
  });
});

describe('age and birth date', () => {
  const birth = [
    { name: 'age', type: 'numeric_field' },
    { name: 'date_of_birth', type: 'date_field' },
    { name: 'estimated', type: 'tick_box' },
  ];
  it('a date gives the age in whole years', () => {
    const store = storeOf(birth);
    store.set('date_of_birth', '2015-03-16');
    expect(store.value('age')).toBe(10);
  });
  it('an age gives 1 January of the year, marked as estimated', () => {
    const store = storeOf(birth);
    store.set('age', 7);
    expect([store.value('date_of_birth'), store.value('estimated')]).toEqual(['2019-01-01', true]);
  });
  it('typing the age of an exact date changes nothing', () => {
    const store = storeOf(birth, { date_of_birth: '2015-06-01', age: null });
    store.set('age', 10);
    expect([store.value('date_of_birth'), store.value('estimated')]).toEqual([
      '2015-06-01',
      undefined,
    ]);
  });
  it('an exact date takes the mark of an estimate away again', () => {
    const store = storeOf(birth);
    store.set('age', 7);
    store.set('date_of_birth', '2018-12-24');
    expect([store.value('age'), store.value('estimated')]).toEqual([7, false]);
  });
  it('a date in the future leaves the age alone', () => {
    const store = storeOf(birth, { age: 3 });
    store.set('date_of_birth', '2030-01-01');
    expect(store.value('age')).toBe(3);
  });
});

describe('tally', () => {
  const field = testField({
    name: 'children',
    type: 'tally_field',
    tally: [{ id: 'boys' }, { id: 'girls' }],
    autosum_total: true,
  });
  it('totals the filled boxes, zero included', () => {
    expect(
      [{}, { boys: 0 }, { boys: 2, girls: 3 }].map((value) => tallyTotal(field, value)),
    ).toEqual([null, 0, 5]);
  });
  it('keeps the total beside the boxes', () => {
    expect(withBox(field, { boys: 1, total: 1 }, { id: 'girls', count: 2 })).toEqual({
      boys: 1,
      girls: 2,
      total: 3,
    });
  });
});

describe('defaults', () => {
  const cases: readonly (readonly [JsonObject, Json | undefined])[] = [
    [{ name: 'f', type: 'text_field' }, ''],
    [{ name: 'f', type: 'text_field', selected_value: 'x' }, 'x'],
    [{ name: 'f', type: 'numeric_field' }, null],
    [{ name: 'f', type: 'date_field', selected_value: 'TODAY' }, '2026-03-15'],
    [{ name: 'f', type: 'date_field', selected_value: 'soon' }, null],
    [
      { name: 'f', type: 'date_field', date_include_time: true, selected_value: 'now' },
      '2026-03-15T08:00:00.000Z',
    ],
    [{ name: 'f', type: 'tick_box', selected_value: 'true' }, true],
    [{ name: 'f', type: 'tick_box' }, false],
    [
      { name: 'f', type: 'select_box', multi_select: true, selected_value: '["a","b"]' },
      ['a', 'b'],
    ],
    [{ name: 'f', type: 'select_box', multi_select: true, selected_value: 'a' }, ['a']],
    [{ name: 'f', type: 'select_box', multi_select: true, selected_value: '[broken' }, []],
    [{ name: 'f', type: 'radio_button', selected_value: 'open' }, 'open'],
    [{ name: 'f', type: 'photo_upload_box' }, []],
    [{ name: 'f', type: 'signature' }, {}],
    [{ name: 'f', type: 'separator' }, undefined],
    [{ name: 'f', type: 'text_field', visible: false, selected_value: 'x' }, undefined],
    [
      { name: 'f', type: 'tally_field', tally: [{ id: 'boys' }], autosum_total: true },
      { boys: null, total: null },
    ],
  ];
  it.each(cases)('of %o', (json, expected) => {
    expect(defaultValues([testForm('form', [testField(json)])], now)['f']).toEqual(expected);
  });
  it('give a new entry its id', () => {
    const parent = testField({ name: 's', type: 'subform', fields: [text] });
    expect(newEntry(parent, now)).toEqual({ unique_id: 'new-id', note: '' });
  });
});

describe('patch', () => {
  const rows = {
    name: 'rows',
    type: 'subform',
    fields: [text, { name: 'n', type: 'numeric_field' }],
  };
  const fields = fieldsOf(
    text,
    { name: 'urgent', type: 'tick_box' },
    { name: 'langs', type: 'select_box', multi_select: true },
    { name: 'total', type: 'calculated', calculation: { expression: { sum: ['n'] } } },
    { name: 'photos', type: 'photo_upload_box' },
    rows,
  );
  it('holds changed keys only, with what was seen of them', () => {
    const initial = { note: 'a', urgent: true, langs: ['x'] };
    const values = { note: 'b', urgent: true, langs: [], total: 4, photos: [{ id: 1 }] };
    expect(patchOf(fields, initial, values)).toEqual({
      data: { note: 'b', langs: [] },
      base: { note: 'a', langs: ['x'] },
    });
  });
  it('clears with null and is empty when nothing was answered before', () => {
    expect(patchOf(fields, { note: 'a' }, { note: '' }).data).toEqual({ note: null });
    expect(patchOf(fields, {}, { note: '', langs: [], rows: [] }).data).toEqual({});
  });
  it('sends of a subform the changed, the new and the removed entries', () => {
    const initial = {
      rows: [
        { unique_id: '1', note: 'a', n: 1 },
        { unique_id: '2', note: 'b' },
        { unique_id: '3', note: 'c' },
      ],
    };
    const values = {
      rows: [
        { unique_id: '1', note: 'a', n: 2 },
        { unique_id: '2', note: 'b' },
        { unique_id: '3', _destroy: true },
        { unique_id: '4', note: 'd', n: null },
        { unique_id: '5', note: '' },
        { unique_id: '6', _destroy: true },
      ],
    };
    expect(patchOf(fields, initial, values)).toEqual({
      data: {
        rows: [
          { unique_id: '1', n: 2 },
          { unique_id: '3', _destroy: true },
          { unique_id: '4', note: 'd' },
        ],
      },
      base: {
        rows: [
          { unique_id: '1', note: 'a', n: 1 },
          { unique_id: '3', note: 'c' },
        ],
      },
    });
  });
  it('of a new record leaves out blanks and entries nobody wrote into', () => {
    const values = {
      note: '',
      urgent: false,
      langs: [],
      total: 3,
      rows: [
        { unique_id: '1', note: '', n: null },
        { unique_id: '2', note: 'x', n: null },
      ],
    };
    expect(creationData(fields, values)).toEqual({
      urgent: false,
      rows: [{ unique_id: '2', note: 'x' }],
    });
  });
});
