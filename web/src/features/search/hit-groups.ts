import type { RecordData, RecordType } from '../../shared/wire/records';

/** Why somebody is found, the surest first. */
export const HitReason = { id: 'id', name: 'name', sound: 'sound', phone: 'phone' } as const;
export type HitReason = (typeof HitReason)[keyof typeof HitReason];

export interface Hit {
  type: RecordType;
  record: RecordData;
}

export interface HitGroup {
  reason: HitReason;
  hits: readonly Hit[];
}

/** What was found among all types, by the reason; a reason without hits is left out. */
export function groupHits(hits: readonly Hit[]): readonly HitGroup[] {
  return Object.values(HitReason)
    .map((reason) => ({ reason, hits: hits.filter(({ record }) => reasonOf(record) === reason) }))
    .filter((group) => group.hits.length > 0);
}

function reasonOf({ search_kind, search_match }: RecordData): HitReason {
  switch (search_kind) {
    case 'identifier':
      return HitReason.id;
    case 'telephone':
      return HitReason.phone;
    default:
      return search_match === 'alike' ? HitReason.sound : HitReason.name;
  }
}

/** A text in pieces; those that were searched for are marked. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/** Marks the words in a text, as whole words and as they are written there. */
export function markWords(text: string, words: readonly string[]): readonly Piece[] {
  const wanted = new Set(words);
  return text
    .split(/([\p{L}\p{M}\p{N}]+)/u)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, isMarked: wanted.has(piece) }));
}

const separators = /[\s\-/._#+()]/;

/** Marks what was typed in an identifier or a number, whatever stands between its parts. */
export function markPart(text: string, typed: string): readonly Piece[] {
  const wanted = keyOf(typed);
  const places = [...text]
    .map((sign, at) => ({ sign, at }))
    .filter(({ sign }) => keyOf(sign) !== '');
  const start = keyOf(text).indexOf(wanted);
  const first = places[start];
  const last = places[start + wanted.length - 1];
  if (wanted === '' || start < 0 || first === undefined || last === undefined) {
    return [{ text, isMarked: false }];
  }
  const signs = [...text];
  return [
    { text: signs.slice(0, first.at).join(''), isMarked: false },
    { text: signs.slice(first.at, last.at + 1).join(''), isMarked: true },
    { text: signs.slice(last.at + 1).join(''), isMarked: false },
  ].filter((piece) => piece.text !== '');
}

function keyOf(text: string): string {
  return [...text.toLowerCase()].filter((sign) => !separators.test(sign)).join('');
}
