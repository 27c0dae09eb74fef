/** Languages written from the right, in which forms may be. */
const rightToLeft: readonly string[] = ['ar', 'aeb', 'fa', 'he', 'ku', 'ps', 'ur'];

/** The direction of a locale's script. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
