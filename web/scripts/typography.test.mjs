import { describe, expect, it } from 'vitest';
import { readServerTexts, typographyProblems } from './typography.mjs';

const bad = [
  ['fr', 'Supprimer ?', 'may break'],
  ['fr', '« Ici\u00a0»', 'may break'],
  ['fr', "l'enfant", 'straight apostrophe'],
  ['es', 'Seguir?', '? without ¿'],
  ['es', 'Hola!', '! without ¡'],
  ['ar', 'نعم, لا', 'Latin comma'],
  ['ar', 'لماذا?', 'Latin comma'],
  ['ar', '٥٠ بالمئة', 'Arabic-Indic digits'],
  ['ar', 'أيضاً', 'tanwin'],
  ['en', 'Loading...', 'three full stops'],
];

const good = [
  ['en', 'Who’s there? The children’s data; 10:30.'],
  ['fr', 'Supprimer\u00a0? «\u00a0Ici\u00a0»\u00a0: l’enfant; https://a.example'],
  ['es', '¿Seguir? ¡Hola!'],
  ['ar', 'نعم، لماذا؟ {count, plural, other {# سجلًا}} 50; أيضًا'],
];

describe('the look of a text', () => {
  it.each(bad)('is wrong in %s: %s', (language, text, problem) => {
    expect(typographyProblems(language, text)).toEqual([expect.stringContaining(problem)]);
  });

  it.each(good)('is right in %s: %s', (language, text) => {
    expect(typographyProblems(language, text)).toEqual([]);
  });

  it('is looked at in catalogues of the server, forms and choices', () => {
    const places = readServerTexts().map(([where, language]) => `${where} ${language}`);
    expect(places).toContain('mail/ar.json mail.hello ar');
    expect(places.some((place) => /^forms\/consent\.json .* fr$/.test(place))).toBe(true);
    expect(places.some((place) => /^lookups\.json .* es$/.test(place))).toBe(true);
  });
});
