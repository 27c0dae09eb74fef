import { latinDigits } from '../../text/digits';

/** Digits of other scripts as ASCII, and the Arabic decimal sign and minus with them. */
export function asciiDigits(text: string): string {
  return latinDigits(text).replaceAll('\u066b', '.').replaceAll('\u2212', '-');
}

/** What a typed text says: a number, nothing, or still a text that is not a number. */
export function typedNumber(text: string, decimalPlaces: number): number | string | null {
  const plain = asciiDigits(text).replace(/[\s\u200e\u200f\u061c]/g, '');
  if (plain === '') return null;
  if (decimalPlaces === 0) return /^-?\d{1,15}$/.test(plain) ? Number(plain) : plain;
  const point = plain.replace(',', '.');
  // "5." and "5.0" are on the way to "5.05".
  const unfinished = /\.\d*0?$/.test(point) && (point.endsWith('.') || point.endsWith('0'));
  if (!/^-?\d{1,15}(\.\d*)?$/.test(point)) return plain;
  return unfinished ? point : Number(point);
}

/** A typed number once the person is done with it. */
export function finishedNumber(value: string): number | string {
  return /^-?\d{1,15}(\.\d*)?$/.test(value) ? Number(value) : value;
}
