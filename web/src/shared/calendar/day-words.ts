import type { Language } from '../i18n/languages';
import type { Precision } from '../text/precision';

/**
 * A Gregorian day of the wire in the words of another calendar, or the month or year that begins
 * with it; undefined where it cannot say.
 */
export type DayWords = (
  day: string,
  language: Language,
  precision?: Precision,
) => string | undefined;
