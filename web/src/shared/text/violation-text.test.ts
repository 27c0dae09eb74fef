import { expect, it } from 'vitest';
import type { Vocabulary } from '../records/vocabulary';
import { violationText } from './violation-text';

const words: Readonly<Record<string, string>> = { killing: 'Meurtre', verified: 'Vérifié' };
const vocabulary: Vocabulary = {
  text: (_source, id) => words[id] ?? id,
  fieldName: (name) => name,
  sourceName: (source) => source,
  choices: () => [],
};

it('a violation and how sure it is stand with the colon of the language', () => {
  expect(violationText('killing_verified', vocabulary, 'fr')).toBe('Meurtre\u00a0: Vérifié');
  expect(violationText('killing_verified', vocabulary, 'es')).toBe('Meurtre: Vérifié');
  expect(violationText('killing', vocabulary, 'fr')).toBe('Meurtre');
  expect(violationText('age', vocabulary, 'fr')).toBeUndefined();
});
