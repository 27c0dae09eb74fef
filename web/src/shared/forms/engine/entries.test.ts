import { describe, expect, it } from 'vitest';
import { newId } from '../new-id';
import type { JsonObject } from '../json';
import { testField } from '../testing';
import { copiedEntry, listedEntries, withEntry, withoutEntry } from './entries';
import { afterServiceChange } from './services';

const clock = { today: '2026-03-15', zone: 'UTC' };

function listed(configuration: JsonObject, rows: readonly JsonObject[], record: JsonObject = {}) {
  const field = testField({
    name: 'rows',
    type: 'subform',
    subform_section_configuration: configuration,
    fields: [
      { name: 'day', type: 'date_field' },
      { name: 'n', type: 'numeric_field' },
      { name: 'kind', type: 'text_field' },
    ],
  });
  const textOf = (_field: unknown, value: unknown) => String(value ?? '');
  return listedEntries({ field, value: rows, record, clock, textOf }).map(
    ({ entry }) => entry['unique_id'],
  );
}

describe('the entries of a subform', () => {
  const rows = [
    { unique_id: 'a', day: '2026-02-01', n: 10 },
    { unique_id: 'b', n: 9 },
    { unique_id: 'c', day: '2025-12-31', n: 100 },
  ];
  it('stand in stored order without a sort field', () => {
    expect(listed({}, rows)).toEqual(['a', 'b', 'c']);
    expect(listed({ subform_sort_by: 'unknown' }, rows)).toEqual(['a', 'b', 'c']);
  });
  it('sort by value, what is empty last in both directions', () => {
    expect(listed({ subform_sort_by: 'day' }, rows)).toEqual(['c', 'a', 'b']);
    expect(listed({ subform_sort_by: 'day', subform_sort_by_direction: 'desc' }, rows)).toEqual([
      'a',
      'c',
      'b',
    ]);
    expect(listed({ subform_sort_by: 'n' }, rows)).toEqual(['b', 'a', 'c']);
  });
  it('leave out what is marked for removal or belongs elsewhere', () => {
    const mixed = [
      { unique_id: 'a', kind: 'x' },
      { unique_id: 'b', kind: 'y' },
      { unique_id: 'c', kind: 'x', _destroy: true },
    ];
    expect(listed({ display_conditions: { eq: { kind: 'x' } } }, mixed)).toEqual(['a']);
  });
});

describe('changing the list', () => {
  it('puts an entry in its place, or at the end', () => {
    expect(withEntry([{ unique_id: '1' }], { unique_id: '1', k: 2 })).toEqual([
      { unique_id: '1', k: 2 },
    ]);
    expect(withEntry(null, { unique_id: '2' })).toEqual([{ unique_id: '2' }]);
  });
  it('drops a new entry, and marks a stored one', () => {
    const rows = [{ unique_id: '1' }, { unique_id: '2' }];
    expect(withoutEntry(rows, '2', [{ unique_id: '1' }])).toEqual([{ unique_id: '1' }]);
    expect(withoutEntry(rows, '1', [{ unique_id: '1' }])).toEqual([
      { unique_id: '1', _destroy: true },
      { unique_id: '2' },
    ]);
  });
});

describe('a service', () => {
  const values = { service_implementing_agency: 'a', service_implementing_agency_individual: 'p' };
  it('of another type loses its agency and person', () => {
    expect(afterServiceChange('service_type', values)).toEqual({
      service_implementing_agency: null,
      service_implementing_agency_individual: null,
    });
  });
  it('at another place or agency loses its person', () => {
    const gone = { service_implementing_agency_individual: null };
    expect(afterServiceChange('service_delivery_location', values)).toEqual(gone);
    expect(afterServiceChange('service_implementing_agency', values)).toEqual(gone);
    expect(afterServiceChange('service_provider', values)).toEqual({});
  });
});

describe('new ids', () => {
  it('are UUIDs of version 4 in lower case', () => {
    expect(newId()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(newId()).not.toBe(newId());
  });
});

describe('a copied entry', () => {
  it('has the answers, and an id of its own down to the inner entries', () => {
    const parent = testField({
      name: 'rows',
      type: 'subform',
      fields: [
        { name: 'kind', type: 'text_field' },
        { name: 'status', type: 'text_field', disabled: true },
        { name: 'papers', type: 'document_upload_box' },
        { name: 'inner', type: 'subform', fields: [{ name: 'n', type: 'numeric_field' }] },
      ],
    });
    let made = 0;
    const from = {
      unique_id: 'old',
      kind: 'x',
      status: 'done',
      case_id: 'c',
      papers: ['p'],
      inner: [{ unique_id: 'in', n: 1, extra: true }],
    };
    expect(copiedEntry(parent, from, () => `new-${++made}`)).toEqual({
      unique_id: 'new-2',
      kind: 'x',
      inner: [{ unique_id: 'new-1', n: 1 }],
    });
  });
});
