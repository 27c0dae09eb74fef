import { addCatalogue } from '../../i18n/language';

/** The words of the Nepali calendar; fetched where a deployment uses it. */
export const calendarTexts: Promise<void> = addCatalogue('calendar', {
  en: () => import('../../../locales/en/calendar.po'),
  fr: () => import('../../../locales/fr/calendar.po'),
  ar: () => import('../../../locales/ar/calendar.po'),
  es: () => import('../../../locales/es/calendar.po'),
});
