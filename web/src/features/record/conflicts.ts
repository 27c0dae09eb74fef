import type { FieldDefinition } from '../../shared/forms/definition';
import { isObject, type Json, type JsonObject } from '../../shared/forms/json';
import { rowId, rowsOf } from '../../shared/forms/merge/rows';
import { mergeThreeWay, valueAt } from '../../shared/forms/merge/three-way';
import type { OptionBook } from '../../shared/forms/options';
import { FieldType } from '../../shared/wire/forms';

/** One answer that two people gave differently. */
export interface Clash {
  readonly pointer: string;
  /** Fields on the way: the question, or the subform and the question inside. */
  readonly fields: readonly FieldDefinition[];
  /** The entry that it is about, when it is about one. */
  readonly entry: JsonObject | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}

export interface Meeting {
  /** Everything that could be joined; theirs where it could not. */
  readonly values: JsonObject;
  readonly clashes: readonly Clash[];
}

export interface MeetingInput {
  readonly fields: readonly FieldDefinition[];
  readonly base: JsonObject;
  /** What would be sent. */
  readonly changes: JsonObject;
  /** All answers on this screen. */
  readonly mine: JsonObject;
  readonly theirs: JsonObject;
  readonly options: OptionBook;
}

/** Brings what this person typed together with what somebody else saved meanwhile. */
export function meet({ fields, base, changes, mine, theirs, options }: MeetingInput): Meeting {
  const merged = mergeThreeWay(fields, { base, mine: changes, theirs }, (field) =>
    options.orderOf(field),
  );
  const clashes = merged.conflicts.map((pointer) => clashAt(pointer, { fields, mine, theirs }));
  return { values: withRemovals(fields, theirs, merged.result), clashes };
}

type Sides = Pick<MeetingInput, 'fields' | 'mine' | 'theirs'>;

function clashAt(pointer: string, { fields, mine, theirs }: Sides): Clash {
  const path: FieldDefinition[] = [];
  let level = fields;
  let entryPointer: string | undefined;
  let walked = '';
  for (const token of pointer.split('/').slice(1)) {
    walked += `/${token}`;
    const field = level.find((one) => one.name === token);
    if (field === undefined) entryPointer = walked;
    else {
      path.push(field);
      level = field.subform?.fields ?? [];
    }
  }
  const entry =
    entryPointer === undefined
      ? undefined
      : (valueAt(mine, entryPointer) ?? valueAt(theirs, entryPointer));
  return {
    pointer,
    fields: path,
    entry: isObject(entry) ? entry : undefined,
    mine: valueAt(mine, pointer),
    theirs: valueAt(theirs, pointer),
  };
}

/** Rows that are stored but no longer wanted become orders to remove them. */
function withRemovals(
  fields: readonly FieldDefinition[],
  stored: JsonObject,
  wanted: JsonObject,
): JsonObject {
  const result: Record<string, Json | undefined> = { ...wanted };
  for (const field of fields.filter((one) => one.type === FieldType.subform)) {
    const before = rowsOf(stored[field.name]);
    const now = rowsOf(wanted[field.name]);
    if (before.length === 0) continue;
    const kept = new Set(now.map(rowId));
    const inner = field.subform?.fields ?? [];
    result[field.name] = [
      ...now.map((row) => {
        const old = before.find((one) => rowId(one) === rowId(row));
        return old === undefined ? row : withRemovals(inner, old, row);
      }),
      ...before
        .filter((row) => !kept.has(rowId(row)))
        .map((row) => ({ unique_id: row['unique_id'], _destroy: true })),
    ];
  }
  return result;
}

export type Choice = 'mine' | 'theirs';

/** The joined values with a person's decisions put in. */
export function decided(meeting: Meeting, choices: Readonly<Record<string, Choice>>): JsonObject {
  return meeting.clashes.reduce((values: JsonObject, clash) => {
    const value = choices[clash.pointer] === 'mine' ? clash.mine : clash.theirs;
    return withValueAt(values, clash.pointer.split('/').slice(1), value);
  }, meeting.values);
}

function withValueAt(
  values: JsonObject,
  path: readonly string[],
  value: Json | undefined,
): JsonObject {
  const [key, id, ...rest] = path;
  if (key === undefined) return values;
  if (id === undefined) return { ...values, [key]: value ?? null };
  const rows = rowsOf(values[key]).map((row) =>
    rowId(row) === id ? changedRow(row, rest, value) : row,
  );
  return { ...values, [key]: rows };
}

function changedRow(row: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  if (path.length > 0) return withValueAt(row, path, value);
  return isObject(value) ? value : { unique_id: row['unique_id'], _destroy: true };
}
