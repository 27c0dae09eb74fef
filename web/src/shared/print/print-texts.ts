import { addCatalogue } from '../i18n/language';

/** The words of printing; fetched with the dialog, not with every form. */
export const printTexts: Promise<void> = addCatalogue('print', {
  en: () => import('../../locales/en/print.po'),
  fr: () => import('../../locales/fr/print.po'),
  ar: () => import('../../locales/ar/print.po'),
  es: () => import('../../locales/es/print.po'),
});
