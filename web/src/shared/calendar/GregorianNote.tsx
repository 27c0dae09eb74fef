import { Trans } from '@lingui/react/macro';
import { gregorianDay, gregorianPeriod } from '../i18n/format';
import type { Language } from '../i18n/languages';
import { Precision } from '../text/precision';

interface GregorianNoteProps {
  day: string;
  language: Language;
  /** Of a date known in part the day is the first that it may mean. */
  precision?: Precision;
}

/** The Gregorian day beside one of another calendar: papers from elsewhere use that. */
export function GregorianNote({ day, language, precision = Precision.day }: GregorianNoteProps) {
  const gregorian =
    precision === Precision.day
      ? gregorianDay(day, language)
      : gregorianPeriod(day, precision, language);
  return (
    <p className="field-help">
      <Trans id="date.gregorian" comment="{gregorian} is a date.">
        Gregorian calendar: <bdi>{gregorian}</bdi>
      </Trans>
    </p>
  );
}
