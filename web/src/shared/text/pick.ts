import { fallbackChain } from '../i18n/languages';
import type { LocalizedText } from '../wire/text';

/** The text in `locale` or its nearest relative, then English, then any; empty when none. */
export function pickText(text: LocalizedText | string | null | undefined, locale: string): string {
  if (text === null || text === undefined) {
    return '';
  }
  if (typeof text === 'string') {
    return text;
  }
  const best = fallbackChain(locale).find((code) => Boolean(text[code]));
  return text[best ?? ''] ?? Object.values(text).find(Boolean) ?? '';
}
