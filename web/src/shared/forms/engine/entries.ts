import { FieldType } from '../../wire/forms';
import { type FieldDefinition, isUpload } from '../definition';
import { instantOf } from '../expression/dates';
import { currentLanguage } from '../../i18n/language';
import { isBlank, isObject, type Json, type JsonObject } from '../json';
import { rowsOf } from '../merge/rows';
import { type Clock, entryScope, isEntryListed } from './visibility';

/** An entry with its place in the stored list. */
export interface ListedEntry {
  readonly entry: JsonObject;
  readonly index: number;
}

interface Listing {
  readonly field: FieldDefinition;
  readonly value: Json | undefined;
  readonly record: JsonObject;
  readonly clock: Clock;
  /** The text of an answer, for sorting what is neither a date nor a number. */
  readonly textOf: (field: FieldDefinition, value: Json | undefined) => string;
}

/** The entries to show in one place, in its order; removed and foreign ones are left out. */
export function listedEntries({ field, value, record, clock, textOf }: Listing): ListedEntry[] {
  const listed = rowsOf(value)
    .map((entry, index): ListedEntry => ({ entry, index }))
    .filter(({ entry }) => entry['_destroy'] !== true)
    .filter(({ entry }) => isEntryListed(field, entryScope(entry, record, clock)));
  const by = field.subform?.fields.find((one) => one.name === field.placement.sortBy);
  if (by === undefined) return listed;
  const direction = field.placement.descending ? -1 : 1;
  return listed.toSorted((left, right) => {
    const [a, b] = [left.entry[by.name], right.entry[by.name]];
    // Entries without the answer come last in both directions.
    if (isBlank(a) || isBlank(b)) return Number(isBlank(a)) - Number(isBlank(b));
    return direction * compare(by, { a, b, textOf });
  });
}

interface Pair {
  readonly a: Json | undefined;
  readonly b: Json | undefined;
  readonly textOf: Listing['textOf'];
}

function compare(field: FieldDefinition, { a, b, textOf }: Pair): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (field.type === FieldType.date && typeof a === 'string' && typeof b === 'string') {
    return (instantOf(a, 'UTC') ?? 0) - (instantOf(b, 'UTC') ?? 0);
  }
  return textOf(field, a).localeCompare(textOf(field, b), currentLanguage());
}

/** The list with an entry put in: in the place of the one with its id, else at the end. */
export function withEntry(value: Json | undefined, entry: JsonObject): Json {
  const rows = rowsOf(value);
  const known = rows.some((row) => row['unique_id'] === entry['unique_id']);
  if (!known) return [...rows, entry];
  return rows.map((row) => (row['unique_id'] === entry['unique_id'] ? entry : row));
}

/** The list without an entry: a stored one stays behind as an order to remove it. */
export function withoutEntry(
  value: Json | undefined,
  id: Json | undefined,
  stored: Json | undefined,
): Json {
  const isStored = rowsOf(stored).some((row) => row['unique_id'] === id);
  return rowsOf(value).flatMap((row): Json[] => {
    if (row['unique_id'] !== id) return [row];
    return isStored ? [{ unique_id: id ?? null, _destroy: true }] : [];
  });
}

/** Whether an entry came from the server (and not from this form). */
export function isStoredEntry(stored: Json | undefined, entry: JsonObject): boolean {
  return rowsOf(stored).some((row) => isObject(row) && row['unique_id'] === entry['unique_id']);
}

/**
 * A new entry with the answers of another. What the system or other records said of the old one
 * stays behind: only what people answer is taken, and no file.
 */
export function copiedEntry(
  parent: FieldDefinition,
  from: JsonObject,
  newId: () => string,
): JsonObject {
  const answers = (parent.subform?.fields ?? [])
    .filter((field) => !field.disabled && !field.summarised && !isUpload(field))
    .flatMap((field) => {
      const value = from[field.name];
      if (value === undefined) return [];
      const copied = field.subform
        ? rowsOf(value).map((row) => copiedEntry(field, row, newId))
        : value;
      return [[field.name, copied] as const];
    });
  return { ...Object.fromEntries(answers), unique_id: newId() };
}
