import { addCatalogue } from '../../shared/i18n/language';

/** The words of setting up identity providers; fetched by the super users who do. */
export const identityTexts: Promise<void> = addCatalogue('identity', {
  en: () => import('../../locales/en/identity.po'),
  fr: () => import('../../locales/fr/identity.po'),
  ar: () => import('../../locales/ar/identity.po'),
  es: () => import('../../locales/es/identity.po'),
});
