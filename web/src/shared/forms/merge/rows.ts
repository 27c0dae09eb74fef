import { isList, isObject, type Json, type JsonObject } from '../json';

export function rowId(row: JsonObject): string | undefined {
  const id = row['unique_id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

export function isRemoval(row: JsonObject): boolean {
  return row['_destroy'] === true;
}

export function rowsOf(value: Json | undefined): JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

export function withoutMark(row: JsonObject): JsonObject {
  const { _destroy, ...rest } = row;
  return _destroy === undefined ? row : rest;
}
