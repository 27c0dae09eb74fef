import type { ReactNode } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { tracingTexts } from './tracing-texts';

/** Waits for the words of this area before anything of it is drawn. */
export function TracingTexts({ children }: { children: ReactNode }) {
  return <AreaTexts ready={tracingTexts}>{children}</AreaTexts>;
}
