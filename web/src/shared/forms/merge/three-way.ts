import { FieldType } from '../../wire/forms';
import type { FieldDefinition } from '../definition';
import { parseInstant } from '../expression/dates';
import { isBlank, isList, isObject, type Json, type JsonObject, sameJson } from '../json';
import { isRemoval, rowId, rowsOf, withoutMark } from './rows';

export interface MergeInput {
  /** What the writer saw. */
  readonly base: JsonObject;
  /** The changed keys as they would be sent: subforms carry changed rows and keys only. */
  readonly mine: JsonObject;
  /** What is stored now. */
  readonly theirs: JsonObject;
}

export interface Merged {
  /** Theirs on every path that clashes. */
  readonly result: JsonObject;
  /** JSON pointers; a row is named by its `unique_id`. */
  readonly conflicts: readonly string[];
}

type OptionOrder = (field: FieldDefinition) => readonly string[] | undefined;

interface Context {
  readonly optionOrder: OptionOrder;
  readonly conflicts: string[];
}

/** Two people changed one record: joins what can be joined and names what a person must decide. */
export function mergeThreeWay(
  fields: readonly FieldDefinition[],
  input: MergeInput,
  optionOrder: OptionOrder,
): Merged {
  const context: Context = { optionOrder, conflicts: [] };
  const result = mergeFields(fields, input, { context, pointer: '' });
  return { result, conflicts: context.conflicts };
}

interface Place {
  readonly context: Context;
  readonly pointer: string;
}

function mergeFields(
  fields: readonly FieldDefinition[],
  { base, mine, theirs }: MergeInput,
  { context, pointer }: Place,
): JsonObject {
  const result: Record<string, Json | undefined> = { ...theirs };
  for (const field of fields) {
    const sent = mine[field.name];
    if (sent === undefined || field.type === FieldType.calculated) continue;
    const sides = { base: base[field.name], mine: sent, theirs: theirs[field.name] };
    result[field.name] = mergeField(field, sides, {
      context,
      pointer: `${pointer}/${field.name}`,
    });
  }
  return result;
}

interface Sides {
  readonly base: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}

function mergeField(field: FieldDefinition, sides: Sides, place: Place): Json {
  if (field.type === FieldType.subform) return mergeRows(field, sides, place);
  if (field.multi) return mergeSet(field, sides, place.context);
  return mergeScalar(field, sides, place);
}

function mergeScalar(field: FieldDefinition, { base, mine, theirs }: Sides, place: Place): Json {
  const same = (left: Json | undefined, right: Json | undefined) => sameValue(field, left, right);
  if (same(theirs, base)) return mine ?? null;
  if (!same(mine, base) && !same(mine, theirs)) place.context.conflicts.push(place.pointer);
  return theirs ?? null;
}

/** Missing equals null; a date-time equals another spelling of the same instant. */
export function sameValue(
  field: FieldDefinition,
  left: Json | undefined,
  right: Json | undefined,
): boolean {
  if (field.multi) {
    const [a, b] = [new Set(textsOf(left)), new Set(textsOf(right))];
    return a.size === b.size && [...a].every((item) => b.has(item));
  }
  if (field.type === FieldType.date && typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [parseInstant(left), parseInstant(right)];
    if (a !== undefined && b !== undefined) return a === b;
  }
  if (isList(left) || isList(right)) {
    if (isBlank(left) && isBlank(right)) return true;
  }
  return sameJson(left ?? null, right ?? null);
}

function textsOf(value: Json | undefined): string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Union of what both added, less what either removed, in the order of the option list. */
function mergeSet(field: FieldDefinition, sides: Sides, { optionOrder }: Context): Json {
  const [base, mine, theirs] = [textsOf(sides.base), textsOf(sides.mine), textsOf(sides.theirs)];
  const added = mine.filter((item) => !base.includes(item));
  const removed = base.filter((item) => !mine.includes(item));
  const merged = [...new Set([...theirs, ...added])].filter((item) => !removed.includes(item));
  const order = optionOrder(field);
  if (order === undefined) return merged;
  const known = order.filter((item) => merged.includes(item));
  return [...known, ...merged.filter((item) => !order.includes(item))];
}

function mergeRows(field: FieldDefinition, sides: Sides, place: Place): Json {
  const base = new Map(rowsOf(sides.base).map((row) => [rowId(row), row]));
  const mine = rowsOf(sides.mine);
  const theirs = rowsOf(sides.theirs);
  const changes = new Map(mine.map((row) => [rowId(row), row]));
  const kept = theirs.flatMap((row): JsonObject[] => {
    const id = rowId(row);
    const change = id === undefined ? undefined : changes.get(id);
    if (change === undefined) return [row];
    const rowSides = { base: base.get(id), mine: change, theirs: row };
    return mergeRow(field, rowSides, { ...place, pointer: `${place.pointer}/${id}` });
  });
  const present = new Set(theirs.map(rowId));
  const added = mine
    .filter((row) => rowId(row) === undefined || !present.has(rowId(row)))
    .flatMap((row) => rowMissingInTheirs(field, row, { base: base.get(rowId(row)), place }));
  return [...kept, ...added];
}

interface RowSides {
  readonly base: JsonObject | undefined;
  readonly mine: JsonObject;
  readonly theirs: JsonObject;
}

function mergeRow(field: FieldDefinition, sides: RowSides, place: Place): JsonObject[] {
  const { base, mine, theirs } = sides;
  const fields = field.subform?.fields ?? [];
  if (!isRemoval(mine)) {
    return [mergeFields(fields, { base: base ?? {}, mine, theirs }, place)];
  }
  const untouched = base === undefined || fields.every((inner) => same(inner, base, theirs));
  if (untouched) return [];
  place.context.conflicts.push(place.pointer);
  return [theirs];
}

function same(field: FieldDefinition, left: JsonObject, right: JsonObject): boolean {
  return sameValue(field, left[field.name], right[field.name]);
}

interface Missing {
  readonly base: JsonObject | undefined;
  readonly place: Place;
}

/** New rows stay; a row that theirs removed is kept only when mine changed it. */
function rowMissingInTheirs(
  field: FieldDefinition,
  row: JsonObject,
  { base, place }: Missing,
): JsonObject[] {
  if (isRemoval(row)) return [];
  if (base === undefined) return [withoutMark(row)];
  const fields = field.subform?.fields ?? [];
  const changed = fields.some((inner) => row[inner.name] !== undefined && !same(inner, base, row));
  if (!changed) return [];
  place.context.conflicts.push(`${place.pointer}/${rowId(row) ?? ''}`);
  return [withoutMark({ ...base, ...row })];
}

/** The value a conflict's pointer names in a record, rows by `unique_id`; undefined when absent. */
export function valueAt(record: JsonObject, pointer: string): Json | undefined {
  let value: Json | undefined = record;
  for (const token of pointer.split('/').slice(1)) {
    if (isList(value)) value = rowsOf(value).find((row) => rowId(row) === token);
    else value = isObject(value) ? value[token] : undefined;
  }
  return value;
}
