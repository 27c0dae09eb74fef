import { useLingui } from '@lingui/react';
import { useCalendar } from '../calendar/useCalendar';
import { shippedLanguage, type Language } from './languages';

/**
 * The language on screen; a component that calls this follows the switch, and the calendar in
 * which days are written, which becomes known with the settings.
 */
export function useLanguage(): Language {
  useCalendar();
  return shippedLanguage(useLingui().i18n.locale) ?? 'en';
}
