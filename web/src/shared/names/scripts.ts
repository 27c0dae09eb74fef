/** Scripts in which names are proposed. */
export type NameScript = 'latin' | 'arabic' | 'cyrillic' | 'ethiopic';

const letters: readonly (readonly [NameScript, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['ethiopic', /\p{Script=Ethiopic}/u],
];

/** The script of the first letter that has one of ours. */
export function scriptOf(text: string): NameScript | undefined {
  for (const letter of text) {
    const found = letters.find(([, pattern]) => pattern.test(letter));
    if (found !== undefined) return found[0];
  }
  return undefined;
}

const languages: Readonly<Record<string, NameScript>> = {
  ar: 'arabic',
  aeb: 'arabic',
  fa: 'arabic',
  ps: 'arabic',
  ku: 'arabic',
  am: 'ethiopic',
  ti: 'ethiopic',
  mn: 'cyrillic',
  ru: 'cyrillic',
  uk: 'cyrillic',
};

/**
 * The script to propose for a name: Latin letters for any other, and for those the script of the
 * first language of the deployment that is not written in them.
 */
export function otherScript(name: string, locales: readonly string[]): NameScript | undefined {
  const own = scriptOf(name);
  if (own !== 'latin') return own === undefined ? undefined : 'latin';
  return locales.map((one) => languages[one.split('-')[0] ?? '']).find((one) => one !== undefined);
}
