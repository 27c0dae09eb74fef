import { addCatalogue } from '../i18n/language';

/** The words of what a form can do beside being filled in; fetched with the first of it. */
export const fieldTexts: Promise<void> = addCatalogue('fields', {
  en: () => import('../../locales/en/fields.po'),
  fr: () => import('../../locales/fr/fields.po'),
  ar: () => import('../../locales/ar/fields.po'),
  es: () => import('../../locales/es/fields.po'),
});
