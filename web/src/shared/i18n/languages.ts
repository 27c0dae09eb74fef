/** The interface languages we ship, in the order of the switch, each in its own words. */
export const languages = {
  en: { name: 'English', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
  es: { name: 'Español', direction: 'ltr' },
} as const;
export type Language = keyof typeof languages;

export const languageCodes = ['en', 'fr', 'ar', 'es'] as const satisfies readonly Language[];

/** The shipped language for a locale code of the wire or the browser (`ar-IQ` → `ar`). */
export function shippedLanguage(locale: string | null | undefined): Language | undefined {
  const base = locale?.toLowerCase().split('-')[0];
  return languageCodes.find((code) => code === base);
}

/** Locales to try for a translated text, best first: `ar-IQ`, `ar`, then English. */
export function fallbackChain(locale: string): readonly string[] {
  const parts = locale.split('-');
  const chain = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return chain.includes('en') ? chain : [...chain, 'en'];
}
