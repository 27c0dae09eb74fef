import type { Plugin } from 'vite';

const libraries = '(?:react-aria|react-stately|react-aria-components)';
const dictionary = new RegExp(`node_modules/${libraries}/.*/([a-z]{2}-[A-Z]{2})\\.m?js$`);

/**
 * The controls bring their own words (month names aside, which the browser knows) in 34 languages.
 * Only those of the given locales stay in the bundle; the others become empty dictionaries.
 */
export function onlyOurLocales(locales: readonly string[]): Plugin {
  return {
    name: 'only-our-locales',
    enforce: 'pre',
    load: {
      filter: { id: dictionary },
      handler(id) {
        const locale = dictionary.exec(id)?.[1];
        return locale === undefined || locales.includes(locale) ? null : 'export default {};';
      },
    },
  };
}
