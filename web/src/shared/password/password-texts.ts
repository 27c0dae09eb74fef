import { addCatalogue } from '../i18n/language';

/** The words of choosing a password; fetched with the first screen that sets one. */
export const passwordTexts: Promise<void> = addCatalogue('reset', {
  en: () => import('../../locales/en/reset.po'),
  fr: () => import('../../locales/fr/reset.po'),
  ar: () => import('../../locales/ar/reset.po'),
  es: () => import('../../locales/es/reset.po'),
});
