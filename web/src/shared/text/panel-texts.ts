import { addCatalogue } from '../i18n/language';

/** The words of the generated panels; fetched with the first of them, not with every form. */
export const panelTexts: Promise<void> = addCatalogue('panels', {
  en: () => import('../../locales/en/panels.po'),
  fr: () => import('../../locales/fr/panels.po'),
  ar: () => import('../../locales/ar/panels.po'),
  es: () => import('../../locales/es/panels.po'),
});
