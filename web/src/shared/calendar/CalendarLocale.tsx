import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from '../i18n/useLanguage';
import { Calendar } from './calendar';
import { useCalendar } from './useCalendar';

/** Controls of days inside speak the calendar of the deployment, where the browser knows it. */
export function CalendarLocale({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const calendar = useCalendar();
  const isKnown = calendar !== Calendar.gregorian && calendar !== Calendar.nepali;
  return (
    <I18nProvider locale={isKnown ? `${language}-u-ca-${calendar}` : language}>
      {children}
    </I18nProvider>
  );
}
