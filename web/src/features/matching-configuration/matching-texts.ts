import { addCatalogue } from '../../shared/i18n/language';

/** The words of the matching configuration; fetched by those who configure it. */
export const matchingTexts: Promise<void> = addCatalogue('administration', {
  en: () => import('../../locales/en/administration.po'),
  fr: () => import('../../locales/fr/administration.po'),
  ar: () => import('../../locales/ar/administration.po'),
  es: () => import('../../locales/es/administration.po'),
});
