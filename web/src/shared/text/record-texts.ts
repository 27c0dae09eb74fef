import { addCatalogue } from '../i18n/language';

/** The words of the record form and of its panels; fetched with it, in the language in use. */
export const recordTexts: Promise<void> = addCatalogue('record', {
  en: () => import('../../locales/en/record.po'),
  fr: () => import('../../locales/fr/record.po'),
  ar: () => import('../../locales/ar/record.po'),
  es: () => import('../../locales/es/record.po'),
});
