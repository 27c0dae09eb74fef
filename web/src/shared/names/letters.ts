import type { NameScript } from './scripts';

/** Letters and what they become, the longest first. */
type Letters = readonly (readonly [string, string])[];

function pairs(text: string): Letters {
  return text
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([from = '', to = '']) => [from, to] as const)
    .sort(([one], [other]) => other.length - one.length);
}

const arabic_to_latin = pairs(
  'ا:a أ:a إ:i آ:a ٱ:a ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ' +
    'ظ:z ع:a غ:gh ف:f ق:q ك:k ل:l م:m ن:n ه:h ة:a و:u ي:i ى:a ئ:i ؤ:u ء: پ:p چ:ch ژ:zh گ:g ' +
    'ک:k ی:i ڤ:v',
);
const latin_to_arabic = pairs(
  'sh:ش ch:تش kh:خ gh:غ th:ث dh:ذ zh:ج ph:ف ee:ي ie:ي oo:و ou:و aa:ا ae:ا ai:اي ck:ك ' +
    'qu:كو a:ا b:ب c:ك d:د e:ي f:ف g:غ h:ه i:ي j:ج k:ك l:ل m:م n:ن o:و p:ب q:ق r:ر s:س t:ت ' +
    'u:و v:ف w:و x:كس y:ي z:ز',
);
const cyrillic_to_latin = pairs(
  'а:a б:b в:v г:h ґ:g д:d е:e є:ie ё:io ж:zh з:z и:y і:i ї:i й:i к:k л:l м:m н:n о:o ' +
    'п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia ө:o ү:u',
);
const latin_to_cyrillic = pairs(
  'shch:щ sh:ш ch:ч zh:ж kh:х ts:ц ia:я ya:я iu:ю yu:ю ie:є ye:є a:а b:б c:к d:д e:е f:ф ' +
    'g:г h:г i:і j:й k:к l:л m:м n:н o:о p:п q:к r:р s:с t:т u:у v:в w:в x:кс y:и z:з',
);

const ethiopic_first = 0x1200;
const ethiopic_row = 8;
/** The consonants of the rows of the syllabary from U+1200. */
const ethiopic_rows =
  'h l h m s r s sh q qw q qw b v t ch h hw n ny - k kw h hw w - z zh y d d j g gw g t ' +
  'ch p ts ts f p';
const ethiopic_vowels = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa'];

function ethiopicToLatin(word: string): string {
  const rows = ethiopic_rows.split(' ');
  return [...word]
    .map((letter) => {
      const at = (letter.codePointAt(0) ?? 0) - ethiopic_first;
      const row = rows[Math.floor(at / ethiopic_row)];
      if (row === undefined) return letter;
      const order = at % ethiopic_row;
      const isOpen = order === 0 && (row === '-' || row === 'h');
      return (row === '-' ? '' : row) + (isOpen ? 'a' : (ethiopic_vowels[order] ?? ''));
    })
    .join('');
}

function replaced(word: string, letters: Letters): string {
  let rest = word;
  let made = '';
  while (rest !== '') {
    const found = letters.find(([from]) => rest.startsWith(from));
    made += found === undefined ? rest.slice(0, 1) : found[1];
    rest = rest.slice(found?.[0].length ?? 1);
  }
  return made;
}

const vowel_signs = /[\u064b-\u065f\u0670\u0640]/g;
const latin_vowel = /[aeiou]/;

/** Arabic writes no short vowels: an a stands where else consonants would pile up. */
function withVowels(parts: readonly string[]): string {
  let made = '';
  parts.forEach((part, at) => {
    made += part;
    const next = parts[at + 1];
    if (next === undefined || latin_vowel.test(part) || latin_vowel.test(next)) return;
    const follows = at > 0 && latin_vowel.test(made.at(-1 - part.length) ?? '');
    const isLastPair = at + 2 === parts.length;
    if (!follows || isLastPair) made += 'a';
  });
  return made;
}

function arabicToLatin(word: string): string {
  const plain = word.replace(vowel_signs, '');
  const isArticled = plain.startsWith('ال') && plain.length > 4;
  const bare = isArticled ? plain.slice(2) : plain;
  const parts = [...bare].map((letter) => replaced(letter, arabic_to_latin)).filter(Boolean);
  // At the beginning, and before another vowel, these are consonants.
  const said = parts.map((part, at) => {
    const next = parts[at + 1];
    const isConsonant = next !== undefined && latin_vowel.test(next) && bare.length > 1;
    if (part === 'u' && (at === 0 || isConsonant)) return 'w';
    return part === 'i' && isConsonant ? 'y' : part;
  });
  return (isArticled ? 'al-' : '') + withVowels(said);
}

function latinToArabic(word: string): string {
  const plain = word.replaceAll(/(.)\1/g, (twice) =>
    /[aeo]/.test(twice) ? twice : twice.slice(1),
  );
  const begun = plain
    .replace(/^(ee|i|e)/, 'إي')
    .replace(/^(ou|oo|o|u)/, 'أو')
    .replace(/^a/, 'أ');
  return replaced(begun, latin_to_arabic);
}

function capitalised(word: string): string {
  return word.replaceAll(/(^|-)\p{L}/gu, (begun) => begun.toUpperCase());
}

/** A word letter by letter; undefined where no letters are known for the way. */
export function byLetters(word: string, from: NameScript, to: NameScript): string | undefined {
  const small = word.toLowerCase();
  if (to === 'latin') {
    if (from === 'arabic') return capitalised(arabicToLatin(small));
    if (from === 'cyrillic') return capitalised(replaced(small, cyrillic_to_latin));
    return from === 'ethiopic' ? capitalised(ethiopicToLatin(small)) : undefined;
  }
  if (from !== 'latin') return undefined;
  const plain = small.normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (to === 'arabic') return latinToArabic(plain);
  return to === 'cyrillic' ? capitalised(replaced(plain, latin_to_cyrillic)) : undefined;
}
