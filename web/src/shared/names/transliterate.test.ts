import { describe, expect, it } from 'vitest';
import table from 'virtual:known-names';
import { otherScript, scriptOf } from './scripts';
import { readNames, transliterated } from './transliterate';

const names = readNames(table);
const nothing = readNames('');

describe('a name in another script', () => {
  it.each([
    ['محمد علي', 'Mohammed Ali'],
    ['مُحَمَّد', 'Mohammed'],
    ['احمد', 'Ahmed'],
    ['Youssef', 'يوسف'],
    ['Mohamad', 'محمد'],
    ['Hamoudi', 'هامودي'],
    ['Omar', 'عمر'],
  ])('is %s as people usually write it: %s', (name, expected) => {
    expect(transliterated(name, otherScript(name, ['en', 'ar']) ?? 'latin', names)).toBe(expected);
  });

  it.each([
    ['قاسم', 'latin', 'Qasam'],
    ['محمد', 'latin', 'Mahmad'],
    ['البصري', 'latin', 'Al-Basri'],
    ['Kevin', 'arabic', 'كيفين'],
    ['Sánchez', 'arabic', 'سانتشيز'],
    ['Олена', 'latin', 'Olena'],
    ['Oksana', 'cyrillic', 'Оксана'],
    ['ዮሐንስ', 'latin', 'Yohans'],
  ] as const)(
    'is %s in %s letter by letter where nobody is known by it: %s',
    (name, to, expected) => {
      expect(transliterated(name, to, nothing)).toBe(expected);
    },
  );

  it('is not proposed where a word cannot be written', () => {
    expect(transliterated('Kevin', 'ethiopic', nothing)).toBeUndefined();
    expect(transliterated('', 'latin', names)).toBeUndefined();
  });

  it('keeps words that are in that script already', () => {
    expect(transliterated('Maria محمد', 'latin', names)).toBe('Maria Mohammed');
  });
});

describe('the other script', () => {
  it('is Latin for all but Latin, which becomes what the deployment writes', () => {
    expect(otherScript('محمد', ['en'])).toBe('latin');
    expect(otherScript('Ana', ['en', 'fr', 'ar'])).toBe('arabic');
    expect(otherScript('Ana', ['en', 'uk'])).toBe('cyrillic');
    expect(otherScript('Ana', ['en', 'fr'])).toBeUndefined();
    expect(otherScript('?', ['ar'])).toBeUndefined();
    expect(scriptOf('  ዮሐንስ')).toBe('ethiopic');
  });
});
