import { describe, expect, it } from 'vitest';
import { catalogueProblems, idsIn, parsePo, readCatalogues, readSourceIds } from './catalogues.mjs';

const texts = (text) => new Map([['a.b', text]]);
const area = (english, arabic) => ({
  core: { en: texts(english), fr: texts(english), ar: texts(arabic), es: texts(english) },
});
const ids = new Set(['a.b']);

describe('the catalogues', () => {
  it('agree in keys, placeholders and plurals, and with the source', () => {
    expect(catalogueProblems(readCatalogues(), readSourceIds())).toEqual([]);
  });
});

describe('the check of the catalogues', () => {
  it('accepts what agrees', () => {
    expect(catalogueProblems(area('By {name}', 'من {name}'), ids)).toEqual([]);
  });

  it('finds a missing text', () => {
    expect(catalogueProblems(area('Yes', ''), ids)).toEqual(['ar/core a.b: is missing']);
  });

  it('finds a renamed placeholder', () => {
    expect(catalogueProblems(area('By {name}', 'من {user}'), ids)).toEqual([
      'ar/core a.b: placeholders are {user} instead of {name}',
    ]);
  });

  it('finds a lost tag', () => {
    expect(catalogueProblems(area('By <0>x</0>', 'من x'), ids)).toEqual([
      'ar/core a.b: tags differ',
    ]);
  });

  it('finds a plural that lacks a form of the language', () => {
    const english = '{n, plural, one {# case} other {# cases}}';
    const found = catalogueProblems(area(english, '{n, plural, other {# حالة}}'), ids);
    expect(found).toContain('ar/core a.b: the plural lacks "few"');
    expect(found).toContain('ar/core a.b: the plural lacks "two"');
  });

  it('finds a broken message', () => {
    expect(catalogueProblems(area('By {name}', 'من {name'), ids)).toEqual([
      'ar/core a.b: cannot be read',
    ]);
  });

  it('finds ids that only one side knows', () => {
    expect(catalogueProblems(area('Yes', 'نعم'), new Set(['a.c']))).toEqual([
      'a.c: not in any catalogue',
      'a.b: no longer used',
    ]);
  });

  it('reads the ids of all macros', () => {
    const source = `<Trans id="x.one">a</Trans> t({ id: 'x.two', message: 'b' })
      msg({\n  id: 'x.three', message: 'c' }) <Trans comment="x" id="x.four" />`;
    expect(idsIn(source)).toEqual(['x.one', 'x.two', 'x.three', 'x.four']);
  });

  it('reads texts over several lines with escapes', () => {
    const po = 'msgid ""\nmsgstr "h"\n\nmsgid "a.b"\nmsgstr ""\n"one \\"two\\" "\n"three"\n';
    expect(parsePo(po)).toEqual(new Map([['a.b', 'one "two" three']]));
  });
});
