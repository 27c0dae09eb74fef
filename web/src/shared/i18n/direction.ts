/** Languages written from the right, in which forms may be, unless their tag names a script. */
const rightToLeft: readonly string[] = ['ar', 'aeb', 'fa', 'he', 'ku', 'ps', 'ur'];
/** Scripts written from the right, as tags name them: `ku-Latn`, `az-Arab`. */
const scripts: readonly string[] = ['Arab', 'Hebr', 'Nkoo', 'Syrc', 'Thaa', 'Rohg'];

/** The direction of a locale's script. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const [language = '', ...rest] = locale.split('-');
  const script = rest.find((part) => /^[A-Z][a-z]{3}$/.test(part));
  const isRight = script === undefined ? rightToLeft.includes(language) : scripts.includes(script);
  return isRight ? 'rtl' : 'ltr';
}
