import { addCatalogue } from '../../../shared/i18n/language';

/** The words of the page of a role; fetched when an administrator arranges one. */
export const presetTexts: Promise<void> = addCatalogue('administration', {
  en: () => import('../../../locales/en/administration.po'),
  fr: () => import('../../../locales/fr/administration.po'),
  ar: () => import('../../../locales/ar/administration.po'),
  es: () => import('../../../locales/es/administration.po'),
});
