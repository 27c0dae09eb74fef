import { SearchMode, type Search } from '../../shared/records/list-query';
import { latinDigits } from '../../shared/text/digits';

const lettersMin = 2;
/** Shorter numbers are house numbers, ages, ends of ids. */
const phoneDigitsMin = 5;

/**
 * The ways in which the text is looked for, the surest first: ids hold digits, names letters,
 * telephones many digits. Digits of any script are sent as the server stores them.
 */
export function waysFor(typed: string): readonly Search[] {
  const text = latinDigits(typed.trim());
  const digits = text.replace(/\D/g, '').length;
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  if (digits + letters < lettersMin) {
    return [];
  }
  const isPhone = /^\+?[\d\s().-]+$/.test(text) && digits >= phoneDigitsMin;
  const isInternational = isPhone && text.startsWith('+');
  const ways = [
    { mode: SearchMode.id, fits: digits > 0 && !isInternational },
    { mode: SearchMode.name, fits: letters >= lettersMin },
    { mode: SearchMode.phone, fits: isPhone },
  ];
  return ways.filter(({ fits }) => fits).map(({ mode }) => ({ text, mode }));
}
