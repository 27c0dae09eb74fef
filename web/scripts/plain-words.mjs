import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

/** How hard texts are to read; people read them in a second or third language, on the way. */

/**
 * The hardest that all texts of a language together may be, by LIX: words in a sentence and the
 * percentage of words of more than six letters (C.-H. Björnsson, Läsbarhet, 1968). Under 40 is easy
 * to read; the languages differ, since French and Spanish have longer words for the same.
 */
export const lixMost = { en: 26, fr: 38, es: 35, ar: 24 };

/** In one sentence. */
export const wordsMost = 25;

const lettersOfLongWords = 6;
/** Shorter ones are labels. */
const wordsOfSentence = 4;

/** The sentences of a text as lists of words; of plural forms the last one stands for all. */
function sentencesOf(text) {
  return spoken(compileMessageOrThrow(text.replace(/<\/?\d+\/?>/g, '')))
    .split(/(?<=[.!?؟:;؛])\s+|\n/)
    .map(
      (sentence) =>
        sentence.match(/[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}’'._-]*[\p{L}\p{M}\p{N}])?/gu) ?? [],
    );
}

/** As somebody reads it: values are a word each. */
function spoken(tokens) {
  if (typeof tokens === 'string') return tokens;
  return tokens
    .map((token) => {
      if (typeof token === 'string') return token;
      const [, , forms] = token;
      return typeof forms === 'object' ? spoken(forms.other) : 'x';
    })
    .join('');
}

/** Every problem of one text; an empty list is what we want. */
export function longSentences(text) {
  return sentencesOf(text)
    .filter((words) => words.length > wordsMost)
    .map((words) => `has a sentence of ${words.length} words, ${wordsMost} at the most`);
}

/** LIX of the sentences of all texts together; labels are left out. */
export function lixOf(texts) {
  const sentences = texts.flatMap(sentencesOf).filter((words) => words.length >= wordsOfSentence);
  const words = sentences.flat();
  const long = words.filter((word) => [...word].length > lettersOfLongWords);
  return words.length / sentences.length + (100 * long.length) / words.length;
}

/** What is wrong with the texts of a language together. */
export function readingProblems(language, texts) {
  const lix = lixOf(texts);
  const most = lixMost[language];
  return lix <= most ? [] : [`${language}: the texts read at LIX ${lix.toFixed(1)} of ${most}`];
}
