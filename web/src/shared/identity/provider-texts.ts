import { addCatalogue } from '../i18n/language';

/** The words of signing in at an identity provider; fetched where there is one. */
export const providerTexts: Promise<void> = addCatalogue('providers', {
  en: () => import('../../locales/en/providers.po'),
  fr: () => import('../../locales/fr/providers.po'),
  ar: () => import('../../locales/ar/providers.po'),
  es: () => import('../../locales/es/providers.po'),
});
