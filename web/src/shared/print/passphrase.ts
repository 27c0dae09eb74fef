const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';
const words = 5;
const syllables = 2;

/** A whole number below `end`, each as likely as the other. */
function below(end: number): number {
  const fair = Math.floor(256 / end) * end;
  const bytes = new Uint8Array(1);
  do {
    crypto.getRandomValues(bytes);
  } while ((bytes[0] ?? 0) >= fair);
  return (bytes[0] ?? 0) % end;
}

function letter(letters: string): string {
  return letters.charAt(below(letters.length));
}

/** Five words that can be said on the phone in any language: some 61 bits. */
export function newPassphrase(): string {
  const word = () =>
    Array.from({ length: syllables }, () => letter(consonants) + letter(vowels)).join('');
  return Array.from({ length: words }, word).join('-');
}
