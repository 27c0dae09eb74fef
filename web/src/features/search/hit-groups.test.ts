import { describe, expect, it } from 'vitest';
import type { RecordData } from '../../shared/wire/records';
import { groupHits, markPart, markWords } from './hit-groups';

const hit = (search_kind: string | undefined, search_match?: string) => ({
  type: 'cases' as const,
  record: { id: `${search_kind} ${search_match}`, search_kind, search_match } satisfies RecordData,
});

const shown = (pieces: ReturnType<typeof markWords>) =>
  pieces.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');

describe('hits', () => {
  it('stand under the reason, the surest first', () => {
    const groups = groupHits([
      hit('telephone', 'suffix'),
      hit('name', 'alike'),
      hit('name', 'equal'),
      hit('identifier', 'part'),
      hit(undefined),
    ]);
    expect(groups.map(({ reason, hits }) => [reason, hits.length])).toEqual([
      ['id', 1],
      ['name', 2],
      ['sound', 1],
      ['phone', 1],
    ]);
  });
});

describe('marks', () => {
  it('are whole words as they are written', () => {
    expect(shown(markWords('Lina Al-Haddad', ['Haddad']))).toBe('Lina Al-[Haddad]');
    expect(shown(markWords('محمد حسن', ['حسن']))).toBe('محمد [حسن]');
    expect(shown(markWords('Linah', ['Lina']))).toBe('Linah');
  });

  it('find a part of a number whatever separates it', () => {
    expect(shown(markPart('KE-NRB/0012', 'nrb00'))).toBe('KE-[NRB/00]12');
    expect(shown(markPart('+257 79 100 200', '79100200'))).toBe('+257 [79 100 200]');
    expect(shown(markPart('ABC', 'x'))).toBe('ABC');
    expect(shown(markPart('ABC', '-'))).toBe('ABC');
  });
});
