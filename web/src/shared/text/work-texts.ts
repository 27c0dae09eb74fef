import { addCatalogue } from '../i18n/language';

/** The words of home, tasks, search, account of putting off and of what lists do on request. */
export const workTexts: Promise<void> = addCatalogue('work', {
  en: () => import('../../locales/en/work.po'),
  fr: () => import('../../locales/fr/work.po'),
  ar: () => import('../../locales/ar/work.po'),
  es: () => import('../../locales/es/work.po'),
});
