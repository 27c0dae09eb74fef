import { addCatalogue } from '../../shared/i18n/language';

/** The words of the matching configuration; fetched by those who configure it. */
export const matchingTexts: Promise<void> = addCatalogue('matching', {
  en: () => import('../../locales/en/matching.po'),
  fr: () => import('../../locales/fr/matching.po'),
  ar: () => import('../../locales/ar/matching.po'),
  es: () => import('../../locales/es/matching.po'),
});
