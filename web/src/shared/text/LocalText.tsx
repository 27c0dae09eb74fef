import { Foreign } from '../ui/foreign-words';
import type { LocalizedText } from '../wire/text';
import { foreignLanguage, pickText } from './pick';

interface LocalTextProps {
  text: LocalizedText | string | null | undefined;
  locale: string;
}

/** As pickText(); a text that is in another language than asked for says in which. */
export function LocalText({ text, locale }: LocalTextProps) {
  const language = foreignLanguage(text, locale);
  const words = pickText(text, locale);
  return language === undefined ? words : <Foreign language={language}>{words}</Foreign>;
}
