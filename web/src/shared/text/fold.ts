/** Letters that are written in more than one way, and have no accent that could be taken off. */
const same: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ٱ: 'ا',
  ـ: '',
};

/** For comparing what is typed with texts: no case, no accents, no Arabic vowel signs. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase()
    .replace(/[ßæœøđłıىیکةٱـ]/g, (letter) => same[letter] ?? letter);
}
