import { addCatalogue } from '../i18n/language';

/** The words of merging two cases; fetched with the first screen or banner that says them. */
export const mergeTexts: Promise<void> = addCatalogue('merge', {
  en: () => import('../../locales/en/merge.po'),
  fr: () => import('../../locales/fr/merge.po'),
  ar: () => import('../../locales/ar/merge.po'),
  es: () => import('../../locales/es/merge.po'),
});
