import { addCatalogue } from '../../../shared/i18n/language';

/** The words of forgotten passwords; fetched by those who forgot one. */
export const resetTexts: Promise<void> = addCatalogue('reset', {
  en: () => import('../../../locales/en/reset.po'),
  fr: () => import('../../../locales/fr/reset.po'),
  ar: () => import('../../../locales/ar/reset.po'),
  es: () => import('../../../locales/es/reset.po'),
});
