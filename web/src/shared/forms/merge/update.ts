import { isList, isObject, type Json, type JsonObject } from '../json';
import { isRemoval, rowId, rowsOf, withoutMark } from './rows';

/** Makes the id of a row that arrived without one. */
export type NewId = () => string;

/**
 * The plain merge of an update (records API, section 12.1): objects key by key, rows of subforms
 * by `unique_id`, everything else replaced.
 */
export function mergeUpdate(stored: JsonObject, update: JsonObject, newId: NewId): JsonObject {
  const merged: Record<string, Json | undefined> = { ...stored };
  for (const [key, value] of Object.entries(update)) {
    if (value !== undefined) merged[key] = mergeValue(stored[key], value, newId);
  }
  return merged;
}

function mergeValue(stored: Json | undefined, update: Json, newId: NewId): Json {
  if (isRowList(update) && (isRowList(stored) || isAbsent(stored))) {
    return mergeRows(rowsOf(stored), rowsOf(update), newId);
  }
  if (isList(update) && update.length === 0 && isRowList(stored) && stored.length > 0) {
    return stored;
  }
  return isObject(stored) && isObject(update) ? mergeUpdate(stored, update, newId) : update;
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || (isList(value) && value.length === 0);
}

function isRowList(value: Json | undefined): value is readonly Json[] {
  return isList(value) && isObject(value[0]);
}

function mergeRows(
  stored: readonly JsonObject[],
  update: readonly JsonObject[],
  newId: NewId,
): Json {
  const known = new Set(stored.map(rowId));
  const byId = new Map(update.map((row) => [rowId(row), row]));
  const kept = stored.map((row) => {
    const id = rowId(row);
    const change = id === undefined ? undefined : byId.get(id);
    return change === undefined ? row : mergeUpdate(row, change, newId);
  });
  const added = update.filter((row) => {
    const id = rowId(row);
    return id === undefined || !known.has(id);
  });
  return [...kept, ...added.map((row) => mergeUpdate({}, row, newId))]
    .filter((row) => !isRemoval(row))
    .map((row) => numbered(withoutMark(row), newId));
}

function numbered(row: JsonObject, newId: NewId): JsonObject {
  return rowId(row) === undefined ? { unique_id: newId(), ...row } : row;
}
