import { addCatalogue } from '../../../shared/i18n/language';

/** The words about likelihood and completeness; fetched when the form is there to be read. */
export const checkTexts: Promise<void> = addCatalogue('checks', {
  en: () => import('../../../locales/en/checks.po'),
  fr: () => import('../../../locales/fr/checks.po'),
  ar: () => import('../../../locales/ar/checks.po'),
  es: () => import('../../../locales/es/checks.po'),
});
