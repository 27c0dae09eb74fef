import { addCatalogue } from '../../../shared/i18n/language';

/** The words of handing a record over; fetched with the dialog, not with every form. */
export const sharingTexts: Promise<void> = addCatalogue('sharing', {
  en: () => import('../../../locales/en/sharing.po'),
  fr: () => import('../../../locales/fr/sharing.po'),
  ar: () => import('../../../locales/ar/sharing.po'),
  es: () => import('../../../locales/es/sharing.po'),
});
