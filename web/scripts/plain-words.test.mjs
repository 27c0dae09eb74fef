import { describe, expect, it } from 'vitest';
import { lixOf, longSentences, readingProblems } from './plain-words.mjs';

const words = (count) => Array.from({ length: count }, () => 'word').join(' ');

describe('a sentence', () => {
  it('has no more words than a tired reader follows', () => {
    expect(longSentences(`${words(25)}. ${words(25)}.`)).toEqual([]);
    expect(longSentences(`Here. ${words(26)}.`)).toEqual([expect.stringContaining('26 words')]);
  });

  it('ends at a question mark and a semicolon of Arabic, too', () => {
    expect(longSentences(`${words(20)}؟ ${words(20)}؛ ${words(5)}`)).toEqual([]);
  });

  it('counts one plural form, and a value as a word', () => {
    const text = `{count, plural, one {${words(20)}} other {# ${words(20)} {name}}}`;
    expect(longSentences(text)).toEqual([]);
    expect(longSentences(`<0>${words(12)}</0> {a} {b} ${words(12)}`)).toHaveLength(1);
  });
});

describe('the reading level', () => {
  it('is the words of a sentence and the share of long words', () => {
    // Two sentences of five words, two of the ten words longer than six letters.
    const texts = ['The child came with relatives.', 'They have another house there.'];
    expect(lixOf([...texts, 'Label'])).toBeCloseTo(5 + 20);
  });

  it('of all texts together is told when it is too high', () => {
    expect(readingProblems('en', ['Administrators reconsider configurations regularly'])).toEqual([
      expect.stringMatching(/^en: .* LIX 10/),
    ]);
    expect(readingProblems('en', ['The boy has a dog'])).toEqual([]);
  });
});
