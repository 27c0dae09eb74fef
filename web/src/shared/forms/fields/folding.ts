/** Arabic letters that people write one for the other. */
const arabic: ReadonlyMap<string, string> = new Map([
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ئ', 'ي'],
  ['ؤ', 'و'],
  ['ة', 'ه'],
]);

/** A text as it is compared in searches: no case, no accents, no vowel marks. */
export function folded(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\u0640/g, '')
    .toLowerCase();
  return Array.from(bare.normalize('NFC'))
    .map((character) => arabic.get(character) ?? character)
    .join('');
}
