/** The first letters of the first and the last name: enough to know one's own lock screen. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstLetter(words[0]);
  return words.length > 1 ? `${first}${firstLetter(words.at(-1))}` : first;
}

/** A letter with its marks is one: they are never taken apart. */
function firstLetter(word: string | undefined): string {
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word ?? '');
  return ([...letters][0]?.segment ?? '').toLocaleUpperCase();
}
