import { i18n } from '@lingui/core';
import { describe, expect, it, vi } from 'vitest';
import { foldText } from '../text/fold';
import { pickText } from '../text/pick';
import { directionOf } from './direction';
import { colonOf, formatDate, formatDateTime, formatList, formatNumber } from './format';
import { activateLanguage, chooseLanguage, preferredLanguage } from './language';
import { fallbackChain, languageCodes, languages, shippedLanguage } from './languages';

describe('languages', () => {
  it('are found for regional codes', () => {
    expect(shippedLanguage('ar-IQ')).toBe('ar');
    expect(shippedLanguage('ES')).toBe('es');
    expect(shippedLanguage('ku')).toBeUndefined();
    expect(shippedLanguage(null)).toBeUndefined();
  });

  it('fall back to their parent and then to English', () => {
    expect(fallbackChain('ar-IQ')).toEqual(['ar-IQ', 'ar', 'en']);
    expect(fallbackChain('en')).toEqual(['en']);
  });

  it.each(languageCodes)('%s turns the page', async (language) => {
    await activateLanguage(language);
    expect(document.documentElement.lang).toBe(language);
    expect(document.documentElement.dir).toBe(languages[language].direction);
    expect(i18n._('sign_in.title')).not.toBe('sign_in.title');
  });

  it('are remembered when chosen, not when merely used', async () => {
    await activateLanguage('fr');
    expect(localStorage.getItem('amparo.language')).toBeNull();
    await chooseLanguage('es');
    expect(localStorage.getItem('amparo.language')).toBe('es');
    expect(preferredLanguage()).toBe('es');
  });

  it('follow the browser at the first visit', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['sw', 'fr-CD', 'en']);
    expect(preferredLanguage()).toBe('fr');
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['sw']);
    expect(preferredLanguage()).toBe('en');
  });
});

describe('dates and numbers', () => {
  it('name the month, so that nobody confuses May and April', () => {
    expect(formatDate('2024-05-04', 'en')).toBe('May 4, 2024');
    expect(formatDate('2024-05-04', 'fr')).toBe('4 mai 2024');
    expect(formatDate('2024-05-04', 'ar')).toContain('مايو');
  });

  it('keep a bare date on its day in every time zone', () => {
    expect(formatDate('2024-01-01', 'en')).toBe('Jan 1, 2024');
  });

  it('give back what they cannot read', () => {
    expect(formatDate('soon', 'en')).toBe('soon');
    expect(formatDateTime('', 'en')).toBe('');
  });

  it('say the time of a moment', () => {
    expect(formatDateTime('2024-05-04T10:05:00.000Z', 'en')).toMatch(/May [45], 2024.*\d:05/);
  });

  it('stand after a name with the sign of the language', () => {
    expect([colonOf('fr'), colonOf('ar'), colonOf('en')]).toEqual(['\u00a0: ', ': ', ': ']);
  });
  it('group thousands and join lists as the language does', () => {
    expect(formatNumber(12345, 'en')).toBe('12,345');
    expect(formatList(['a', 'b'], 'en')).toBe('a, b');
  });
});

describe('translated texts of the server', () => {
  it('are picked along the chain, then in any language', () => {
    expect(pickText({ en: 'Case', ar: 'حالة' }, 'ar-SY')).toBe('حالة');
    expect(pickText({ en: 'Case', fr: '' }, 'fr')).toBe('Case');
    expect(pickText({ so: 'Kiis' }, 'fr')).toBe('Kiis');
    expect(pickText('plain', 'fr')).toBe('plain');
    expect(pickText(undefined, 'fr')).toBe('');
    expect(pickText({}, 'fr')).toBe('');
  });
});

describe('the direction of a language', () => {
  it('is that of its script, which a tag may name', () => {
    const fromTheRight = ['ar', 'ar-SY', 'aeb', 'fa-AF', 'ps-AF', 'ku', 'ku-IQ', 'az-Arab'];
    for (const tag of fromTheRight) expect(directionOf(tag)).toBe('rtl');
    for (const tag of ['en', 'zh', 'ne', 'ku-Latn', 'ku-Latn-TR']) {
      expect(directionOf(tag)).toBe('ltr');
    }
  });
});

describe('comparing what is typed', () => {
  it('ignores case, accents and Arabic vowel signs', () => {
    expect(foldText('Zoé')).toBe('zoe');
    expect(foldText('مَرْيَم')).toBe('مريم');
  });
});
