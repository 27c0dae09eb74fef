import type { Vocabulary } from '../../shared/records/vocabulary';
import type { Column } from './columns';

/** The value of a cell as texts; option ids become the words of the language. */
export function textsOf(value: unknown, column: Column, vocabulary: Vocabulary): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((item) => item !== null && item !== undefined && item !== '')
    .filter((item) => typeof item !== 'object')
    .map(String)
    .map((text) => (column.source === undefined ? text : vocabulary.text(column.source, text)));
}
