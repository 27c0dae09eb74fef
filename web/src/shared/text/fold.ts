/** For comparing what is typed with texts: no case, no accents, no Arabic vowel signs. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase();
}
