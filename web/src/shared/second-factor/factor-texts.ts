import { addCatalogue } from '../i18n/language';

/** The words of the second factor; fetched by who has one or sets one up. */
export const factorTexts: Promise<void> = addCatalogue('factor', {
  en: () => import('../../locales/en/factor.po'),
  fr: () => import('../../locales/fr/factor.po'),
  ar: () => import('../../locales/ar/factor.po'),
  es: () => import('../../locales/es/factor.po'),
});
