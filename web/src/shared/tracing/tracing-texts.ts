import { addCatalogue } from '../i18n/language';

/** The words of family tracing and of possible duplicates; fetched with the first of them. */
export const tracingTexts: Promise<void> = addCatalogue('tracing', {
  en: () => import('../../locales/en/tracing.po'),
  fr: () => import('../../locales/fr/tracing.po'),
  ar: () => import('../../locales/ar/tracing.po'),
  es: () => import('../../locales/es/tracing.po'),
});
