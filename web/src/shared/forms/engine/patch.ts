import { FieldType } from '../../wire/forms';
import { type FieldDefinition, isOutsideData } from '../definition';
import { isBlank, isList, isObject, type Json, type JsonObject, liveRows, sameJson } from '../json';
import { rowId, rowsOf } from '../merge/rows';

/** Missing, null, "", [] and {} are one and the same answer: none. */
export function sameAnswer(left: Json | undefined, right: Json | undefined): boolean {
  if (isBlank(left) && isBlank(right)) return true;
  return sameJson(left, right);
}

/** Whether a client may send this field at all. */
export function isSendable(field: FieldDefinition): boolean {
  return (
    !isOutsideData(field) &&
    field.type !== FieldType.calculated &&
    isBlank(field.calculation) &&
    !field.summarised
  );
}

export interface Patch {
  /** Changed keys only. */
  readonly data: JsonObject;
  /** What the person saw of these keys when they began. */
  readonly base: JsonObject;
}

/** What changed between the opened and the present values, as it is sent. */
export function patchOf(
  fields: readonly FieldDefinition[],
  initial: JsonObject,
  values: JsonObject,
): Patch {
  const data: Record<string, Json> = {};
  const base: Record<string, Json> = {};
  for (const field of fields) {
    if (!isSendable(field) || field.name in data) continue;
    const before = initial[field.name];
    const change = changeOf(field, before, values[field.name]);
    if (change === undefined) continue;
    data[field.name] = change;
    base[field.name] =
      field.type === FieldType.subform ? touchedRows(before, change) : (before ?? null);
    // A date sent alone means the very day: how exactly it is known goes with it.
    const precision = field.companions?.precision;
    if (precision !== undefined && !(precision in data)) {
      data[precision] = values[precision] ?? null;
      base[precision] = initial[precision] ?? null;
    }
  }
  return { data, base };
}

function changeOf(
  field: FieldDefinition,
  before: Json | undefined,
  now: Json | undefined,
): Json | undefined {
  if (sameAnswer(before, now)) return undefined;
  if (field.type === FieldType.subform) {
    const rows = changedRows(field, rowsOf(before), rowsOf(now));
    return rows.length === 0 ? undefined : rows;
  }
  if (field.multi) return isList(now) ? now : [];
  return isBlank(now) ? null : (now ?? null);
}

/** Changed entries with their changed keys, new entries whole, removed entries as such. */
function changedRows(
  field: FieldDefinition,
  before: readonly JsonObject[],
  now: readonly JsonObject[],
): JsonObject[] {
  const known = new Map(before.map((row) => [rowId(row), row]));
  return now.flatMap((row): JsonObject[] => {
    const stored = known.get(rowId(row));
    if (row['_destroy'] === true) {
      return stored === undefined ? [] : [{ unique_id: row['unique_id'], _destroy: true }];
    }
    if (stored === undefined) return newRow(row);
    const { data } = patchOf(field.subform?.fields ?? [], stored, row);
    return Object.keys(data).length === 0 ? [] : [{ unique_id: row['unique_id'], ...data }];
  });
}

/** A new entry nobody wrote into (an offered blank one) is not sent. */
function newRow(row: JsonObject): JsonObject[] {
  const filled = withoutBlanks(row);
  const answered = Object.entries(filled).some(
    ([key, value]) => key !== 'unique_id' && value !== false,
  );
  return answered ? [filled] : [];
}

function touchedRows(before: Json | undefined, change: Json): Json {
  const touched = new Set(rowsOf(change).map(rowId));
  return rowsOf(before).filter((row) => touched.has(rowId(row)));
}

/** Blank values left out, also inside rows; false and 0 stay. */
export function withoutBlanks(values: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(values)) {
    const pruned = prune(value);
    if (pruned !== undefined) kept[key] = pruned;
  }
  return kept;
}

function prune(value: Json | undefined): Json | undefined {
  if (isBlank(value)) return undefined;
  if (isList(value)) {
    const items = value.map((item) => (isObject(item) ? withoutBlanks(item) : item));
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) return value;
  const inner = withoutBlanks(value);
  return Object.keys(inner).length === 0 ? undefined : inner;
}

/** The data of a new record: what was answered, blanks and untouched entries left out. */
export function creationData(fields: readonly FieldDefinition[], values: JsonObject): JsonObject {
  const data: Record<string, Json> = {};
  for (const field of fields) {
    if (!isSendable(field)) continue;
    const value =
      field.type === FieldType.subform
        ? liveRows(values[field.name]).flatMap(newRow)
        : prune(values[field.name]);
    if (!isBlank(value)) data[field.name] = value ?? null;
  }
  return data;
}
