import { Trans } from '@lingui/react/macro';
import { gregorianDay } from '../i18n/format';
import type { Language } from '../i18n/languages';

/** The Gregorian day beside one of another calendar: papers from elsewhere use that. */
export function GregorianNote({ day, language }: { day: string; language: Language }) {
  const gregorian = gregorianDay(day, language);
  return (
    <p className="field-help">
      <Trans id="date.gregorian" comment="{gregorian} is a date.">
        Gregorian calendar: <bdi>{gregorian}</bdi>
      </Trans>
    </p>
  );
}
