import type { ReactNode } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { workTexts } from './work-texts';

/** Waits for the words of the daily screens before anything of them is drawn. */
export function WorkTexts({ children }: { children: ReactNode }) {
  return <AreaTexts ready={workTexts}>{children}</AreaTexts>;
}
