import { addCatalogue } from '../../../shared/i18n/language';

/** The words of the dialogs of saved searches; fetched with the first of them. */
export const savedTexts: Promise<void> = addCatalogue('saved', {
  en: () => import('../../../locales/en/saved.po'),
  fr: () => import('../../../locales/fr/saved.po'),
  ar: () => import('../../../locales/ar/saved.po'),
  es: () => import('../../../locales/es/saved.po'),
});
