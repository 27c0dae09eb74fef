/**
 * How hard a password is to guess, without a dictionary of many kilobytes: what follows from what
 * stands before it counts little. The server has the last word (access/passwords.cpp).
 */
export const Strength = {
  short: 'short',
  /** One that everybody tries first, or the person's own name. */
  known: 'known',
  weak: 'weak',
  fair: 'fair',
  good: 'good',
  strong: 'strong',
} as const;
export type Strength = (typeof Strength)[keyof typeof Strength];

/** What people build passwords of; each counts like two characters. */
const pieces = [
  ...['password', 'passwort', 'passw0rd', 'motdepasse', 'contraseña', 'contrasena', 'welcome'],
  ...['bienvenue', 'bienvenido', 'azerty', 'qwerty', 'qwertz', 'asdfgh', 'zxcvbn', 'iloveyou'],
  ...[
    'letmein',
    'admin',
    'login',
    'secret',
    'dragon',
    'monkey',
    'football',
    'princess',
    'sunshine',
  ],
  ...['abc', 'qaz', 'primero', 'amparo', 'unicef', 'child', 'changeme', 'master', 'hello'],
];

const characters = (text: string) => [...text].length;

interface About {
  lengthMin: number;
  /** User name, address, full name. */
  names: readonly string[];
}

export function strengthOf(password: string, { lengthMin, names }: About): Strength {
  if (characters(password) < lengthMin) return Strength.short;
  const folded = plain(password);
  const own = names
    .flatMap((name) => [name, ...name.split(/[\s@._-]+/)])
    .map(plain)
    .filter((name) => characters(name) > 2)
    .sort((one, other) => other.length - one.length);
  const rest = [...own, ...pieces].reduce(
    (left, piece) => left.replaceAll(piece, '\u0001'),
    folded,
  );
  const bits = unpredicted(rest) * bitsOfCharacter(password);
  if (own.includes(folded) || bits < 17) return Strength.known;
  if (bits < 33) return Strength.weak;
  if (bits < 41) return Strength.fair;
  return bits < 52 ? Strength.good : Strength.strong;
}

/** Without the usual disguises of letters. */
function plain(password: string): string {
  const folded = password.normalize('NFKC').toLocaleLowerCase().trim();
  return folded.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('$', 's');
}

/** Characters that do not follow from those before: no repetition, no step up or down. */
function unpredicted(text: string): number {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return codes.reduce((sum, code, index) => {
    const before = codes[index - 1];
    const isPiece = code === 1;
    const isNext = before !== undefined && Math.abs(code - before) <= 1;
    const isOld = codes.indexOf(code) < index;
    return sum + (isPiece ? 2 : isNext ? 0.25 : isOld ? 0.75 : 1);
  }, 0);
}

/** Letters of words tell much of each other; signs and digits among them tell less. */
function bitsOfCharacter(password: string): number {
  const kinds = [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{N}\s]/u];
  const count = kinds.filter((kind) => kind.test(password)).length;
  return 2.2 + 0.4 * count;
}
