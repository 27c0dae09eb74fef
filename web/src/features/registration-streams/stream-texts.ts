import { addCatalogue } from '../../shared/i18n/language';

/** The words of the ways to register; fetched by those who set them. */
export const streamTexts: Promise<void> = addCatalogue('administration', {
  en: () => import('../../locales/en/administration.po'),
  fr: () => import('../../locales/fr/administration.po'),
  ar: () => import('../../locales/ar/administration.po'),
  es: () => import('../../locales/es/administration.po'),
});
