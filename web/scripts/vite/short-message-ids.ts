import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const catalogues = join(import.meta.dirname, '../../src/locales/en');

/** Enough letters that no two of some thousand ids share a name; the build fails when two do. */
const letters = 4;

/** A name that depends on the id alone, so that a new text changes no other file. */
export function shortId(id: string, length = letters): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, length);
}

/** id → short name; refuses two ids with one name. */
export function shortIds(ids: readonly string[], length = letters): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const id of ids) {
    const name = shortId(id, length);
    const other = owners.get(name) ?? id;
    if (other !== id) {
      throw new Error(`Texts ${other} and ${id} get one short name: rename one of them.`);
    }
    owners.set(name, id);
  }
  return new Map(ids.map((id) => [id, shortId(id, length)]));
}

/** The ids of texts in a module after the macros have run: `id: "…"`. */
export function shortenSource(code: string, names: ReadonlyMap<string, string>): string {
  return code.replaceAll(/\bid:\s*(["'])([\w.-]+)\1/g, (whole, _quote, id: string) => {
    const name = names.get(id);
    return name === undefined ? whole : `id: "${name}"`;
  });
}

/** The keys of a compiled catalogue: a JSON text inside a string. */
export function shortenCatalogue(code: string, names: ReadonlyMap<string, string>): string {
  return code.replaceAll(/(\\?")([\w.-]+)\1:/g, (whole, quote: string, id: string) => {
    const name = names.get(id);
    return name === undefined ? whole : `${quote}${name}${quote}:`;
  });
}

/**
 * Names of texts are long for those who read the source; in the build each is four letters, in
 * the catalogues of each language and where it is used.
 */
export function shortMessageIds(): Plugin {
  let names: ReadonlyMap<string, string> = new Map();
  return {
    name: 'short-message-ids',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      const files = readdirSync(catalogues).filter((name) => name.endsWith('.po'));
      const ids = files.flatMap((name) => {
        const po = readFileSync(join(catalogues, name), 'utf8');
        return [...po.matchAll(/^msgid "([^"]+)"$/gm)].map(([, id = '']) => id);
      });
      names = shortIds([...new Set(ids)]);
    },
    transform(code, id) {
      const path = id.replace(/\?.*$/, '');
      if (path.endsWith('.po')) return { code: shortenCatalogue(code, names), map: null };
      const isOurs = /\/src\/.*\.tsx?$/.test(path) && !path.includes('node_modules');
      return isOurs ? { code: shortenSource(code, names), map: null } : null;
    },
  };
}
