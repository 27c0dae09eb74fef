import type { ReactNode } from 'react';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { recordTexts } from '../../shared/text/record-texts';

/** Waits for the words of this area before anything of it is drawn. */
export function TextsReady({ children }: { children: ReactNode }) {
  return <AreaTexts ready={recordTexts}>{children}</AreaTexts>;
}
