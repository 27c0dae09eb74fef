import { byLetters } from './letters';
import { type NameScript, scriptOf } from './scripts';

/** A spelling without what writers leave out, so that one finds the name under another. */
function keyOf(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u0640\s'’-]/gu, '')
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه');
}

/** Names that people spell in several scripts: by the key of a spelling, all of the name. */
export type KnownNames = ReadonlyMap<string, readonly string[]>;

/** Reads lines of spellings between tabs; of several lines the first counts, as the usual one. */
export function readNames(table: string): KnownNames {
  const names = new Map<string, readonly string[]>();
  for (const line of table.split('\n')) {
    const spellings = line.split('\t').filter(Boolean);
    for (const key of spellings.map(keyOf)) {
      if (!names.has(key)) names.set(key, spellings);
    }
  }
  return names;
}

const like: Readonly<Record<string, string>> = { c: 'k', q: 'k', j: 'g', v: 'w' };

/** The first sound of a word, vowels being one: a pet name is not written as the name it is of. */
function beginning(word: string): string {
  const from = scriptOf(word) ?? 'latin';
  const letter = keyOf(byLetters(word, from, 'latin') ?? word).slice(0, 1);
  return /[aeiouy]/.test(letter) ? 'a' : (like[letter] ?? letter);
}

function known(word: string, to: NameScript, names: KnownNames): string | undefined {
  return names
    .get(keyOf(word))
    ?.find((one) => scriptOf(one) === to && beginning(one) === beginning(word));
}

/**
 * A name in another script, to be looked at by a person: each word as it is usually written where
 * the table knows it, else letter by letter. Undefined where a word cannot be written so.
 */
export function transliterated(
  name: string,
  to: NameScript,
  names: KnownNames,
): string | undefined {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const made: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next] = words.slice(at, at + 2);
    const both = next === undefined ? undefined : known(word + next, to, names);
    const from = scriptOf(word);
    if (both !== undefined) at += 1;
    const written =
      both ??
      (from === to || from === undefined
        ? word
        : (known(word, to, names) ?? byLetters(word, from, to)));
    if (written === undefined) return undefined;
    made.push(written);
  }
  return made.length === 0 ? undefined : made.join(' ');
}
