/** A place on the earth in degrees; north and east are positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Longer than any way of writing coordinates. */
const length_max = 100;
/** Of a degree: about a metre, and no phone knows it better. */
const decimals = 5;

/** Both halves of what was typed, where one can tell them apart. */
function halvesOf(text: string): readonly string[] {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== '');
  if (parts.length > 1) return parts;
  const lettered = /^([^NSEWO]*[NSEWO])([^NSEWO]+[NSEWO])$|^([NSEWO][^NSEWO]+)([NSEWO].+)$/.exec(
    text,
  );
  if (lettered !== null) return lettered.slice(1).filter((half) => half !== undefined);
  const numbers = text.split(' ').filter((word) => word !== '');
  if (numbers.length % 2 !== 0) return [];
  const middle = numbers.length / 2;
  return [numbers.slice(0, middle).join(' '), numbers.slice(middle).join(' ')];
}

interface Angle {
  readonly degrees: number;
  readonly letter: string;
}

const number = String.raw`(\d{1,3}(?:\.\d+)?)`;
const angle = new RegExp(
  `^([NSEWO]?) ?([+-]?)${number}(?: ${number})?(?: ${number})? ?([NSEWO]?)$`,
);

/** Degrees with parts of a degree, or degrees, minutes and seconds. */
function angleOf(half: string): Angle | undefined {
  const match = angle.exec(half.trim());
  if (match === null) return undefined;
  const [, before = '', sign = '', whole = '', minutes = '0', seconds = '0', after = ''] = match;
  const letter = before + after;
  const hasFraction = whole.includes('.') && match[4] !== undefined;
  const hasFine = minutes.includes('.') && match[5] !== undefined;
  if (letter.length > 1 || (letter !== '' && sign !== '') || hasFraction || hasFine) {
    return undefined;
  }
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return undefined;
  const size = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return { degrees: sign === '-' || /[SWO]/.test(letter) ? -size : size, letter };
}

function isLatitude({ letter }: Angle): boolean {
  return letter === 'N' || letter === 'S';
}

/** What typed coordinates say; West may be O (ouest, oeste). Undefined when they say no place. */
export function coordinatesOf(typed: string): Coordinates | undefined {
  if (typed.length > length_max) return undefined;
  const text = typed
    .toUpperCase()
    .replace(/[°º'’′"”″]|\s/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const halves = halvesOf(text);
  const [one, other] = halves.map(angleOf);
  if (halves.length !== 2 || one === undefined || other === undefined) return undefined;
  if ((one.letter === '') !== (other.letter === '')) return undefined;
  if (one.letter !== '' && isLatitude(one) === isLatitude(other)) return undefined;
  const isTurned = one.letter !== '' && !isLatitude(one);
  const latitude = isTurned ? other.degrees : one.degrees;
  const longitude = isTurned ? one.degrees : other.degrees;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}

/** As they are kept: `-1.28333, 36.81667`, which every map takes. */
export function writtenCoordinates({ latitude, longitude }: Coordinates): string {
  return [latitude, longitude].map((degrees) => (degrees + 0).toFixed(decimals)).join(', ');
}
