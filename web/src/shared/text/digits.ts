/**
 * First digits of those people type: Arabic-Indic, Persian, Devanagari, Bengali, Thai, Lao,
 * Burmese, Khmer.
 */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0x1040, 0x17e0] as const;

/** The text with digits of other scripts as 0-9, the form in which numbers and ids are stored. */
export function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((first) => code >= first && code <= first + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}
