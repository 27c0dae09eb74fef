import { addCatalogue } from '../../shared/i18n/language';

/** The words of webhooks; fetched by those who configure them. */
export const webhookTexts: Promise<void> = addCatalogue('webhooks', {
  en: () => import('../../locales/en/webhooks.po'),
  fr: () => import('../../locales/fr/webhooks.po'),
  ar: () => import('../../locales/ar/webhooks.po'),
  es: () => import('../../locales/es/webhooks.po'),
});
