/** Reads the catalogues and the texts of the source, and says where they disagree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

export const languages = ['en', 'fr', 'ar', 'es'];
export const areas = [
  'core',
  'work',
  'record',
  'sharing',
  'print',
  'fields',
  'tracing',
  'calendar',
  'reset',
  'registering',
  'providers',
  'identity',
  'factor',
  'administration',
  'conduct',
];

/** Fetched with one screen of administrators each, never by those who work on cases. */
export const administrators = ['administration', 'conduct', 'identity'];

/** Fetched by who is not in yet, before they are. */
export const strangers = ['registering', 'providers'];

/** Fetched by who has a second factor at the door, or sets one up: not while working on cases. */
export const provers = ['factor'];

const src = join(import.meta.dirname, '../src');

/** `{ core: { en: Map(id → text), … }, record: … }` as they lie on disk. */
export function readCatalogues() {
  return Object.fromEntries(
    areas.map((area) => [
      area,
      Object.fromEntries(
        languages.map((language) => [
          language,
          parsePo(readFileSync(join(src, 'locales', language, `${area}.po`), 'utf8')),
        ]),
      ),
    ]),
  );
}

/** The ids written in the source, tests aside. */
export function readSourceIds() {
  const files = readdirSync(src, { recursive: true }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('test/'),
  );
  return new Set(files.flatMap((name) => idsIn(readFileSync(join(src, name), 'utf8'))));
}

/** The ids of `<Trans id="…">`, `t({ id: '…' })` and `msg({ id: '…' })` in one file. */
export function idsIn(source) {
  const marks = /(?:<Trans\b[^>]*?\bid="|\b(?:t|msg)\(\s*\{\s*id:\s*')([\w.-]+)/g;
  return [...source.matchAll(marks)].map((match) => match[1]);
}

/** Entries of a PO file: id → text. */
export function parsePo(po) {
  const unquote = (lines) =>
    [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => JSON.parse(`"${part}"`)).join('');
  const entry = /^msgid ((?:".*"\s*)+)msgstr ((?:".*"\s*)+)/gm;
  const pairs = [...po.matchAll(entry)].map(([, id, text]) => [unquote(id), unquote(text)]);
  return new Map(pairs.filter(([id]) => id !== ''));
}

/** Every disagreement as a sentence; an empty list is what we want. */
export function catalogueProblems(catalogues, sourceIds) {
  const known = new Set(areas.flatMap((area) => [...(catalogues[area]?.en.keys() ?? [])]));
  return [
    ...areas.flatMap((area) => areaProblems(area, catalogues[area] ?? {})),
    ...[...sourceIds].filter((id) => !known.has(id)).map((id) => `${id}: not in any catalogue`),
    ...[...known].filter((id) => !sourceIds.has(id)).map((id) => `${id}: no longer used`),
  ];
}

function areaProblems(area, catalogue) {
  const english = catalogue.en ?? new Map();
  return languages.flatMap((language) => {
    const texts = catalogue[language] ?? new Map();
    const where = `${language}/${area}`;
    const extra = [...texts.keys()].filter((id) => !english.has(id));
    return [
      ...extra.map((id) => `${where} ${id}: not in English`),
      ...[...english].flatMap(([id, source]) =>
        textProblems(source, texts.get(id), language).map((why) => `${where} ${id}: ${why}`),
      ),
    ];
  });
}

function textProblems(source, text, language) {
  if (text === undefined || text === '') {
    return ['is missing'];
  }
  const [wanted, found] = [shapeOf(source), shapeOf(text)];
  if (found === undefined) {
    return ['cannot be read'];
  }
  const categories = neededCategories(language);
  return [
    ...(wanted.names.join() === found.names.join()
      ? []
      : [`placeholders are {${found.names}} instead of {${wanted.names}}`]),
    ...(wanted.tags.join() === found.tags.join() ? [] : ['tags differ']),
    ...found.plurals
      .flatMap((given) => categories.filter((category) => !given.includes(category)))
      .map((category) => `the plural lacks "${category}"`),
  ];
}

/** The plural forms of a language; the French and Spanish one for round millions may be absent. */
function neededCategories(language) {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.filter((name) => name !== 'many' || !['fr', 'es'].includes(language));
}

/** Placeholder names, tags and plural categories of a message; undefined when it is broken. */
function shapeOf(text) {
  const names = new Set();
  const plurals = [];
  const visit = (tokens) => {
    for (const token of Array.isArray(tokens) ? tokens : []) {
      if (Array.isArray(token)) {
        const [name, kind, options] = token;
        names.add(name);
        if (kind === 'plural' || kind === 'selectordinal') {
          plurals.push(Object.keys(options));
        }
        Object.values(typeof options === 'object' && options !== null ? options : {}).forEach(
          visit,
        );
      }
    }
  };
  try {
    visit(compileMessageOrThrow(text));
  } catch {
    return undefined;
  }
  const tags = [...text.matchAll(/<\/?\d+\/?>/g)].map(([tag]) => tag).sort();
  return { names: [...names].sort(), tags, plurals };
}
