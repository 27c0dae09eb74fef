import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json';
import { choosable, chosenIds, OptionBook, recordOptions } from './options';
import { testField } from './testing';

const text = (en: string, ar = en) => ({ en, ar });
const book = new OptionBook({
  lookups: [
    {
      unique_id: 'lookup-sex',
      name: {},
      values: [
        { id: 'f', display_text: text('Female', 'أنثى'), disabled: false, tags: [] },
        { id: 'x', display_text: { en: '' }, disabled: true, tags: [] },
      ],
    },
    {
      unique_id: 'lookup-violation-type',
      name: {},
      values: [
        { id: 'killing', display_text: text('Unlawful killing'), disabled: false, tags: [] },
      ],
    },
  ],
  locations: [
    { code: 'N', name: text('Nomar'), disabled: false, admin_level: 0 },
    { code: 'N1', name: text('Nomar::Sela', 'نومار::سيلا'), disabled: false, admin_level: 1 },
  ],
  agencies: [
    { id: 1, unique_id: 'a', name: 'Aid', disabled: false, services: ['health'] },
    { id: 2, unique_id: 'b', name: 'Hidden', disabled: false, exclude_agency_from_lookups: true },
  ],
  reportingLevel: 1,
});

function field(more: JsonObject) {
  return testField({ name: 's', type: 'select_box', ...more });
}

function ids(source: string): readonly string[] | undefined {
  return book.optionsOf(field({ option_strings_source: source }), 'en')?.map((one) => one.id);
}

describe('options', () => {
  it('come from the lookup, which wins over inline ones', () => {
    const both = field({
      option_strings_source: 'lookup lookup-sex',
      option_strings_text: [{ id: 'inline' }],
    });
    expect(book.optionsOf(both, 'en')?.map((one) => one.id)).toEqual(['f', 'x']);
  });
  it('speak the language, and show the id where no text was written', () => {
    const sex = field({ option_strings_source: 'lookup lookup-sex' });
    expect(book.textOf(sex, 'f', 'ar')).toBe('أنثى');
    expect(book.textOf(sex, 'x', 'en')).toBe('x');
    expect(book.textOf(sex, 'gone', 'en')).toBeUndefined();
  });
  it('are places, reporting places, and agencies that are not left out', () => {
    expect(ids('Location')).toEqual(['N', 'N1']);
    expect(ids('ReportingLocation')).toEqual(['N1']);
    expect(ids('Agency')).toEqual(['a']);
    expect(ids('lookup lookup-absent')).toEqual([]);
    expect(ids('User')).toBeUndefined();
  });
  it('name a place from itself up to the country', () => {
    expect(book.textOf(field({ option_strings_source: 'Location' }), 'N1', 'ar')).toBe(
      'سيلا، نومار',
    );
  });
  it('tell the validator which ids are disabled, for choices only', () => {
    expect([...(book.idsOf(field({ option_strings_source: 'lookup lookup-sex' })) ?? [])]).toEqual([
      ['f', false],
      ['x', true],
    ]);
    expect(book.idsOf(testField({ name: 't', type: 'text_field' }))).toBeUndefined();
  });
});

describe('what may be chosen', () => {
  const scope = { values: {}, today: '2026-01-01', zone: 'UTC' };
  const sex = field({ option_strings_source: 'lookup lookup-sex' });
  const all = book.optionsOf(sex, 'en') ?? [];
  it('leaves out what is disabled, unless it is chosen already', () => {
    expect(choosable(sex, all, [], scope).map((one) => one.id)).toEqual(['f']);
    expect(choosable(sex, all, ['x'], scope).map((one) => one.id)).toEqual(['f', 'x']);
  });
  it('of agencies are those that offer the service of the entry', () => {
    const agency = field({ option_strings_source: 'Agency' });
    const agencies = book.optionsOf(agency, 'en') ?? [];
    const entry = (service: string) => ({
      ...scope,
      values: { service_type: service },
      record: {},
    });
    expect(choosable(agency, agencies, [], entry('health'))).toHaveLength(1);
    expect(choosable(agency, agencies, [], entry('legal'))).toHaveLength(0);
    expect(choosable(agency, agencies, ['a'], entry('legal'))).toHaveLength(1);
  });
});

describe('stored ids', () => {
  it('are read from lists, single values and booleans', () => {
    expect([['a', 'b'], 'a', true, null, ''].map(chosenIds)).toEqual([
      ['a', 'b'],
      ['a'],
      ['true'],
      [],
      [],
    ]);
  });
});

describe('linked incidents', () => {
  it('are the rows of the case', () => {
    const linked = field({ option_strings_source: 'LinkedIncidents' });
    const record = { incident_details: [{ unique_id: '1234567890', incident_date: '2026-01-02' }] };
    const scope = { values: {}, record, today: '2026-01-01', zone: 'UTC' };
    const found = recordOptions(linked, scope, String);
    expect(found).toMatchObject([{ id: '1234567890', text: '2026-01-02 - 4567890' }]);
  });
});

describe('violations', () => {
  it('are the rows of the incident, in the words of the deployment', () => {
    const names = field({ option_strings_source: 'violations' });
    const record = {
      maiming: [{ unique_id: 'bbbbb222' }, { unique_id: 'ccccc333', _destroy: true }],
      killing: [{ unique_id: 'aaaaa111' }],
    };
    const scope = { values: {}, record, today: '2026-01-01', zone: 'UTC' };
    const found = recordOptions(names, scope, (type) => book.violationText(type, 'en'));
    expect(found.map(({ id, text }) => [id, text])).toEqual([
      ['aaaaa111', 'Unlawful killing - aaaaa'],
      ['bbbbb222', 'maiming - bbbbb'],
    ]);
    expect(recordOptions(field({}), scope, String)).toEqual([]);
  });
});

describe('parts of the plan', () => {
  const source = 'subform actions name goal';
  const record = {
    actions: [
      { unique_id: 'aaaaa-1', name: 'School', goal: 'Goes every day' },
      { unique_id: 'bbbbb-2', goal: 'Sleeps' },
      { unique_id: 'ccccc-3' },
      { unique_id: 'ddddd-4', name: 'Taken out', _destroy: true },
    ],
  };
  it('are rows of the record, called by their answers', () => {
    const scope = { values: {}, record, today: '2026-01-01', zone: 'UTC' };
    const found = recordOptions(field({ option_strings_source: source }), scope, String);
    expect(found.map(({ id, text: shown }) => [id, shown])).toEqual([
      ['aaaaa-1', 'School - Goes every day'],
      ['bbbbb-2', 'Sleeps'],
      ['ccccc-3', 'ccccc'],
    ]);
  });
});
