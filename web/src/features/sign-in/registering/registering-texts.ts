import { addCatalogue } from '../../../shared/i18n/language';

/** The words of registering oneself; fetched by those who do. */
export const registeringTexts: Promise<void> = addCatalogue('registering', {
  en: () => import('../../../locales/en/registering.po'),
  fr: () => import('../../../locales/fr/registering.po'),
  ar: () => import('../../../locales/ar/registering.po'),
  es: () => import('../../../locales/es/registering.po'),
});
