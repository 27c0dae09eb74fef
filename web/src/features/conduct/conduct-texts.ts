import { addCatalogue } from '../../shared/i18n/language';

/** The words of the code of conduct; fetched by those who write it. */
export const conductTexts: Promise<void> = addCatalogue('conduct', {
  en: () => import('../../locales/en/conduct.po'),
  fr: () => import('../../locales/fr/conduct.po'),
  ar: () => import('../../locales/ar/conduct.po'),
  es: () => import('../../locales/es/conduct.po'),
});
