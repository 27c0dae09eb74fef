import { useLingui } from '@lingui/react';
import { shippedLanguage, type Language } from './languages';

/** The language on screen; a component that calls this follows the switch. */
export function useLanguage(): Language {
  return shippedLanguage(useLingui().i18n.locale) ?? 'en';
}
