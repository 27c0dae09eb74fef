import { i18n } from '@lingui/core';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../shared/records/vocabulary';
import { location, lookup } from '../../shared/wire/lookups';
import { extendedUser } from '../../shared/wire/user';
import { caseWorker, locations, lookups } from '../../test/fake-data';
import { activeFilters } from './active-filters';
import { textsOf } from './cell-texts';
import { grantedColumns } from './columns';
import { dateRange, dateRangeValue } from './date-range';
import { ageValue, choicesOf } from './filter-choices';
import { FilterKind, filterLabel, filterSpecs, inactiveSince } from './filter-specs';

const user = v.parse(extendedUser, caseWorker);
const vocabulary = vocabularyOf({
  lookups: v.parse(v.array(lookup), lookups),
  locations: v.parse(v.array(location), locations),
  settings: undefined,
  language: 'en',
});
const specs = () => filterSpecs({ type: 'cases', user }, vocabulary, i18n);
const spec = (id: string) => specs().find((candidate) => candidate.id === id);

describe('the options of a filter', () => {
  it('come as texts, as rows, per language or per programme', () => {
    expect(choicesOf(['a'], 'en')).toEqual([{ id: 'a', text: '' }]);
    expect(choicesOf([{ id: 1, display_name: 'One' }], 'en')).toEqual([{ id: '1', text: 'One' }]);
    const perLanguage = {
      en: [{ id: 'x', display_name: 'X in English' }],
      ar: [{ id: 'x', display_name: 'س' }],
    };
    expect(choicesOf(perLanguage, 'ar')).toEqual([{ id: 'x', text: 'س' }]);
    expect(choicesOf(perLanguage, 'fr')).toEqual([{ id: 'x', text: 'X in English' }]);
    const perProgramme = {
      cp: { en: [{ id: 'new', display_text: 'New' }] },
      other: { en: [{ id: 'new', display_text: 'New' }] },
    };
    expect(choicesOf(perProgramme, 'en')).toEqual([{ id: 'new', text: 'New' }]);
  });

  it('are none in any other shape', () => {
    expect(choicesOf(undefined, 'en')).toEqual([]);
    expect(choicesOf('x', 'en')).toEqual([]);
    expect(choicesOf([{ name: 'no id' }], 'en')).toEqual([]);
  });

  it.each([
    ['0 - 5', '0..5'],
    ['12-17', '12..17'],
    ['18+', '18..999'],
    ['unknown', 'unknown'],
  ])('age %j is asked as %j', (range, value) => {
    expect(ageValue(range)).toBe(value);
  });
});

describe('the filters of the panel', () => {
  it('are of the kind that fits', () => {
    expect(specs().map(({ id, kind }) => [id, kind])).toEqual([
      ['flagged', FilterKind.switch],
      ['my_cases', FilterKind.switch],
      ['status', FilterKind.checks],
      ['age', FilterKind.checks],
      ['sex', FilterKind.checks],
      ['protection_concerns', FilterKind.many],
      ['risk_level', FilterKind.checks],
      ['location_current', FilterKind.checks],
      ['last_updated_at', FilterKind.switch],
      ['cases_by_date', FilterKind.dates],
      ['record_state', FilterKind.checks],
    ]);
  });

  it('ask what they mean', () => {
    expect(spec('my_cases')?.parameters).toEqual({
      'or[owned_by]': ['nadia'],
      'or[assigned_user_names]': ['nadia'],
    });
    expect(spec('location_current')?.parameters).toEqual({ 'loc:location_current': [] });
    expect(inactiveSince(new Date('2024-05-31T12:00:00Z'))).toMatch(
      /^0000-01-01T00:00:00Z\.\.2024-03-02T23:59:59Z$/,
    );
  });

  it('have names, also those that have no control', () => {
    expect(spec('age')?.choices[0]).toEqual({ id: '0..5', text: '0 - 5' });
    expect(spec('record_state')?.choices.map(({ text }) => text)).toEqual(['Enabled', 'Disabled']);
    expect(filterLabel('loc:location_current', vocabulary, i18n)).toBe('Current location');
    expect(filterLabel('not[last_updated_by]', vocabulary, i18n)).toBe('last updated by');
  });
});

describe('the filter of the workflow', () => {
  const step = (id: string) => ({ id, display_text: id });
  const withSteps = (options: object) => {
    const workflow = { name: 'workflow', field_name: 'workflow', type: 'checkbox', options };
    const wire = { ...caseWorker, filters: { cases: [workflow] } };
    const [found] = filterSpecs(
      { type: 'cases', user: v.parse(extendedUser, wire) },
      vocabulary,
      i18n,
    );
    return found;
  };

  it('lists the steps at once where one programme has them', () => {
    const found = withSteps({ cp: { en: [step('new'), step('closed')] } });
    expect(found).toMatchObject({ kind: FilterKind.checks });
    expect(found?.choices.map(({ id }) => id)).toEqual(['new', 'closed']);
  });

  it('keeps those of several programmes apart', () => {
    const found = withSteps({ cp: { en: [step('new')] }, other: { en: [step('begun')] } });
    expect(found?.kind).toBe(FilterKind.workflow);
    expect(found?.steps).toEqual({
      cp: [{ id: 'new', text: 'new' }],
      other: [{ id: 'begun', text: 'begun' }],
    });
  });
});

describe('active filters', () => {
  it('are named as in the panel, the others behind', () => {
    const active = activeFilters(
      { has_incidents: ['true'], sex: ['male'], 'or[owned_by]': ['x'] },
      specs(),
    );
    expect(active.map(({ label, keys }) => [label, keys])).toEqual([
      ['Sex', ['sex']],
      [undefined, ['has_incidents']],
      [undefined, ['or[owned_by]']],
    ]);
    expect(active[0]?.values).toEqual([{ id: 'male', text: 'Male' }]);
  });

  it('of several parameters are one', () => {
    const mine = { 'or[owned_by]': ['nadia'], 'or[assigned_user_names]': ['nadia'] };
    expect(activeFilters(mine, specs())).toHaveLength(1);
  });
});

describe('a range of dates', () => {
  it.each([
    ['2024-01-01..2024-01-31', '2024-01-01', '2024-01-31'],
    ['2024-01-01..', '2024-01-01', null],
    ['..2024-01-31', null, '2024-01-31'],
  ])('%j has its two days', (value, from, to) => {
    expect(dateRange(value)).toEqual({ from, to });
    expect(dateRangeValue(from, to)).toBe(value);
  });

  it('without days is none', () => {
    expect(dateRange(undefined)).toEqual({ from: null, to: null });
    expect(dateRangeValue(null, null)).toBeUndefined();
  });
});

describe('the columns', () => {
  it('leave out what the list shows otherwise', () => {
    const fields = grantedColumns({ type: 'cases', user }, vocabulary, i18n).map(
      ({ field }) => field,
    );
    expect(fields).not.toContain('short_id');
    expect(fields).not.toContain('complete');
    expect(fields.at(-1)).toBe('marks');
  });

  it('show words for options and nothing for objects', () => {
    const [sex] = grantedColumns({ type: 'cases', user }, vocabulary, i18n).filter(
      ({ field }) => field === 'sex',
    );
    if (sex === undefined) {
      throw new Error('no such column');
    }
    expect(textsOf('female', sex, vocabulary)).toEqual(['Female']);
    expect(textsOf(['male', null, 'other'], sex, vocabulary)).toEqual(['Male', 'other']);
    expect(textsOf({ a: 1 }, sex, vocabulary)).toEqual([]);
    expect(textsOf(0, { ...sex, source: undefined }, vocabulary)).toEqual(['0']);
  });
});
