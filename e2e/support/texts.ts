import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const languages = ['en', 'fr', 'ar', 'es'] as const;
export type Language = (typeof languages)[number];

const catalogues = new Map<Language, Map<string, string>>();

/** The name of a deployment that has not chosen another. */
const app = 'Amparo';

/** What the app says in a language: text('ar', 'sign_in.action'). Fails for an unknown id. */
export function text(language: Language, id: string): string {
  let catalogue = catalogues.get(language);
  if (catalogue === undefined) {
    catalogue = readCatalogue(language);
    catalogues.set(language, catalogue);
  }
  const message = catalogue.get(id);
  if (message === undefined || message === '') throw new Error(`no text ${id} in ${language}`);
  return message.replaceAll('{app}', app);
}

function readCatalogue(language: Language): Map<string, string> {
  const folder = join(root, 'web/src/locales', language);
  const entries = readdirSync(folder)
    .filter((name) => name.endsWith('.po'))
    .flatMap((name) => [...parsePo(readFileSync(join(folder, name), 'utf8'))]);
  return new Map(entries);
}

function* parsePo(content: string): Generator<[string, string]> {
  for (const block of content.split(/\n\n+/)) {
    const id = stringAfter(block, 'msgid');
    const message = stringAfter(block, 'msgstr');
    if (id !== undefined && id !== '' && message !== undefined) yield [id, message];
  }
}

/** The string of a keyword, which may go on over several quoted lines. */
function stringAfter(block: string, keyword: string): string | undefined {
  const match = new RegExp(`^${keyword} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, 'm').exec(block);
  const quoted = match?.[1]?.match(/"(?:[^"\\]|\\.)*"/g);
  return quoted?.map((part): string => JSON.parse(part)).join('');
}

interface FieldDefinition {
  name: string;
  display_name: Record<string, string>;
}

interface FormDefinition {
  name: Record<string, string>;
  fields: FieldDefinition[];
}

function form(id: string): FormDefinition {
  return JSON.parse(readFileSync(join(root, 'config/forms', `${id}.json`), 'utf8'));
}

/** The name of a form of the default deployment, e.g. formName('ar', 'basic_identity'). */
export function formName(language: Language, id: string): string {
  return form(id).name[language] ?? id;
}

/** The label of a field of the default deployment. */
export function label(language: Language, formId: string, field: string): string {
  const found = form(formId).fields.find(({ name }) => name === field);
  const shown = found?.display_name[language];
  if (shown === undefined) throw new Error(`no label of ${formId}.${field} in ${language}`);
  return shown;
}

interface Lookup {
  unique_id: string;
  values: { id: string; display_text: Record<string, string> }[];
}

/** The text of an option of the default deployment's lookups. */
export function option(language: Language, lookup: string, id: string): string {
  const { lookups }: { lookups: Lookup[] } = JSON.parse(
    readFileSync(join(root, 'config/lookups.json'), 'utf8'),
  );
  const values = lookups.find(({ unique_id }) => unique_id === lookup)?.values;
  const shown = values?.find((value) => value.id === id)?.display_text[language];
  if (shown === undefined) throw new Error(`no option ${lookup} ${id} in ${language}`);
  return shown;
}
