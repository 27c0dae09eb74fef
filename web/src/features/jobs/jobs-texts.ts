import { addCatalogue } from '../../shared/i18n/language';

/** The words of background work; fetched by those who look after the server. */
export const jobsTexts: Promise<void> = addCatalogue('administration', {
  en: () => import('../../locales/en/administration.po'),
  fr: () => import('../../locales/fr/administration.po'),
  ar: () => import('../../locales/ar/administration.po'),
  es: () => import('../../locales/es/administration.po'),
});
