/** What a text has to look like in its language, wherever it is kept; see docs/glossary.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const config = join(import.meta.dirname, '../../config');

const everywhere = [[/\.\.\./, 'has three full stops instead of …']];

const rules = {
  en: [],
  fr: [
    [/ [;:?!»]|« /, 'has a space before ; : ? ! or inside « » that may break: write U+00A0'],
    [/\w'\w/, 'has a straight apostrophe'],
  ],
  es: [
    [/^[^¿]*\?/, 'has ? without ¿'],
    [/^[^¡]*!/, 'has ! without ¡'],
  ],
  ar: [
    [/[ء-ي][,;?]/, 'has a Latin comma, semicolon or question mark'],
    [/[٠-٩]/, 'has Arabic-Indic digits; the display shows Latin ones'],
    [/اً/, 'has its tanwin after the alif instead of before it'],
  ],
};

/** Every problem of one text; an empty list is what we want. */
export function typographyProblems(language, text) {
  return [...everywhere, ...rules[language]]
    .filter(([pattern]) => pattern.test(text))
    .map(([, problem]) => problem);
}

/** `[where, language, text]` of what the server says: its catalogues, forms and choices. */
export function readServerTexts() {
  const files = readdirSync(config, { recursive: true }).filter((name) => name.endsWith('.json'));
  return files.flatMap((name) => {
    const content = JSON.parse(readFileSync(join(config, name), 'utf8'));
    const own = /^(?:messages|mail|cli)\/(en|fr|ar|es)\.json$/.exec(name)?.[1];
    return own === undefined ? inFourLanguages(name, content) : inOne(name, own, content);
  });
}

function inOne(name, language, content) {
  return Object.entries(content).map(([key, text]) => [`${name} ${key}`, language, text]);
}

/** Objects with a text for each language, at any depth. */
function inFourLanguages(where, content) {
  if (typeof content !== 'object' || content === null) {
    return [];
  }
  return Object.entries(content).flatMap(([key, value]) =>
    key in rules && typeof value === 'string'
      ? [[where, key, value]]
      : inFourLanguages(`${where} ${value?.name ?? value?.id ?? key}`, value),
  );
}
