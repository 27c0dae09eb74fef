import { i18n } from '@lingui/core';
import { I18nProvider as TextProvider } from '@lingui/react';
import type { ReactNode } from 'react';
import { I18nProvider as AriaProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from './useLanguage';

/** Gives texts, and the locale to the controls (direction, dates, collation), to all inside. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  return (
    <TextProvider i18n={i18n}>
      <AriaLocale>{children}</AriaLocale>
    </TextProvider>
  );
}

function AriaLocale({ children }: { children: ReactNode }) {
  return <AriaProvider locale={useLanguage()}>{children}</AriaProvider>;
}
