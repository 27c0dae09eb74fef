import { fallbackChain } from '../i18n/languages';
import type { LocalizedText } from '../wire/text';

let isTrial = false;

/** On a site for trying out, texts say from now on when they are not in the language asked for. */
export function markForeignTexts(isOn: boolean): void {
  isTrial = isOn;
}

/** The text in `locale` or its nearest relative, then English, then any; empty when none. */
export function pickText(text: LocalizedText | string | null | undefined, locale: string): string {
  if (text === null || text === undefined) {
    return '';
  }
  if (typeof text === 'string') {
    return text;
  }
  const best = bestOf(text, locale);
  const found = text[best] ?? '';
  return isTrial && found !== '' && baseOf(best) !== baseOf(locale) ? `⟦${best}⟧ ${found}` : found;
}

/** The code of the language of that text; undefined where it is the one asked for, or unknown. */
export function foreignLanguage(
  text: LocalizedText | string | null | undefined,
  locale: string,
): string | undefined {
  if (typeof text !== 'object' || text === null) return undefined;
  const best = bestOf(text, locale);
  return best === '' || baseOf(best) === baseOf(locale) ? undefined : best;
}

function bestOf(text: LocalizedText, locale: string): string {
  const codes = [...fallbackChain(locale), ...Object.keys(text)];
  return codes.find((code) => Boolean(text[code])) ?? '';
}

function baseOf(locale: string): string {
  return locale.split('-')[0] ?? '';
}
