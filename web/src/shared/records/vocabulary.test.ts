import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { locations, lookups, settings } from '../../test/fake-data';
import { location, lookup } from '../wire/lookups';
import { systemSettings } from '../wire/settings';
import { placeName, vocabularyOf } from './vocabulary';

const sources = {
  lookups: v.parse(v.array(lookup), lookups),
  locations: v.parse(v.array(location), locations),
  settings: v.parse(systemSettings, settings),
};
const french = vocabularyOf({ ...sources, language: 'fr' });

describe('the vocabulary', () => {
  it('knows the options of a lookup by its name and by a field’s source', () => {
    expect(french.choices('lookup-gender', 'sex').map(({ text }) => text)).toEqual([
      'Masculin',
      'Féminin',
    ]);
    expect(french.choices('lookup lookup-gender', 'sex')).toHaveLength(2);
    expect(french.text('lookup-gender', 'female')).toBe('Féminin');
  });

  it('gives the id back when it does not know better', () => {
    expect(french.text('lookup-gender', 'unheard_of')).toBe('unheard_of');
    expect(french.text('lookup-unknown', 'x')).toBe('x');
    const empty = vocabularyOf({
      lookups: undefined,
      locations: undefined,
      settings: undefined,
      language: 'en',
    });
    expect(empty.text('Location', 'N1A')).toBe('N1A');
  });

  it('names places from the nearest to the farthest', () => {
    expect(french.text('Location', 'N1A')).toBe('Tavi, Séla, Nomar');
  });

  it('separates the parts of a place as the language does', () => {
    const arabic = vocabularyOf({ ...sources, language: 'ar' });
    expect(arabic.text('Location', 'N1A')).toMatch(/^[^,]+، [^,]+، [^,]+$/);
  });

  it('offers the places of a reporting level only', () => {
    const choices = french.choices('ReportingLocation', 'loc:owned_by_location2');
    expect(choices.map(({ id }) => id)).toEqual(['N1A']);
    expect(french.choices('ReportingLocation', 'loc:x1').map(({ id }) => id)).toEqual(['N1']);
  });

  it('offers agencies by their key', () => {
    expect(french.choices('Agency', 'x')).toEqual([{ id: 'AG1', text: 'Refuge' }]);
  });

  it('makes a field readable that no catalogue knows', () => {
    expect(french.fieldName('shoe_size')).toBe('shoe size');
  });

  it('falls back to the code of a nameless place', () => {
    expect(placeName(v.parse(location, { code: 'X9' }), 'en')).toBe('X9');
  });
});
