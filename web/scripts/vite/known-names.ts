import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const id = 'virtual:known-names';
const file = new URL('../../../config/matching/name-variants.tsv', import.meta.url);
const latin = /\p{Script=Latin}/u;

/**
 * The names that matching knows in several scripts, as lines of spellings between tabs: the same
 * file, so that what is proposed is also found.
 */
export function knownNames(): Plugin {
  return {
    name: 'known-names',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}` ? `export default ${JSON.stringify(table())}` : undefined,
  };
}

function table(): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => !line.startsWith('#') && isInSeveral(line)).join('\n');
}

function isInSeveral(line: string): boolean {
  const spellings = line.split('\t');
  return spellings.some((one) => latin.test(one)) && !spellings.every((one) => latin.test(one));
}
