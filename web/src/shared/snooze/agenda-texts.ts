import { addCatalogue } from '../../shared/i18n/language';

/** The words of putting off and of the calendar of tasks; fetched with the first of them. */
export const agendaTexts: Promise<void> = addCatalogue('agenda', {
  en: () => import('../../locales/en/agenda.po'),
  fr: () => import('../../locales/fr/agenda.po'),
  ar: () => import('../../locales/ar/agenda.po'),
  es: () => import('../../locales/es/agenda.po'),
});
