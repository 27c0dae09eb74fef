import type { FieldDefinition, FormDefinition } from '../../shared/forms/definition';
import { asJson } from '../../shared/forms/definition';
import { isList, type Json, type JsonObject, sameJson } from '../../shared/forms/json';
import { rowId, rowsOf } from '../../shared/forms/merge/rows';
import { FieldType } from '../../shared/wire/forms';
import type { HistoryEntry } from './record.wire';

/** One answer that changed. */
export interface AnswerChange {
  readonly kind: 'answer';
  readonly field: FieldDefinition;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

/** One entry of a subform that came, went or changed. */
export interface EntryChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly field: FieldDefinition;
  /** The entry after the change; before it when it was removed. */
  readonly entry: JsonObject;
  /** As it was before, unless it was added. */
  readonly before: JsonObject | undefined;
  readonly changes: readonly Change[];
}

/** Files of one field that came or went, by their names. */
export interface FilesChange {
  readonly kind: 'files';
  readonly field: FieldDefinition;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A key of the system that people know under a word of ours. */
export interface SystemChange {
  readonly kind: 'system';
  readonly key: SystemKey;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

export type Change = AnswerChange | EntryChange | FilesChange | SystemChange;

export const system_keys = [
  'status',
  'record_state',
  'workflow',
  'owned_by',
  'hidden_name',
  'has_photo',
  'case_status_reopened',
  'assigned_user_names',
  // Of these lists of other records only their length is told.
  'incidents',
  'case_relationships',
  'matched_traces',
] as const;
export type SystemKey = (typeof system_keys)[number];

/** All files of a record, whatever field they belong to. */
const files_key = 'attachments';

/** Told elsewhere or of no use to a reader. */
const left_out: ReadonlySet<string> = new Set(['flag', 'unflag', 'flags', 'reopened_logs']);

export type FieldIndex = ReadonlyMap<string, FieldDefinition>;

/** Fields by name over all forms of a record. */
export function fieldIndex(forms: readonly FormDefinition[]): FieldIndex {
  const index = new Map<string, FieldDefinition>();
  for (const field of forms.flatMap((form) => form.fields)) {
    if (!index.has(field.name)) index.set(field.name, field);
  }
  return index;
}

function isSystemKey(key: string): key is SystemKey {
  return system_keys.some((one) => one === key);
}

/** What an entry of the log tells this reader; keys nobody gave a name are left out. */
export function changesIn(entry: HistoryEntry, fields: FieldIndex): Change[] {
  return (entry.record_changes ?? []).flatMap((one) =>
    Object.entries(one).flatMap(([key, { from, to }]) =>
      left_out.has(key) ? [] : changeOf(key, { from: asJson(from), to: asJson(to) }, fields),
    ),
  );
}

interface Sides {
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

function changeOf(key: string, { from, to }: Sides, fields: FieldIndex): Change[] {
  const field = fields.get(key);
  if (field === undefined && key === files_key) return fileChanges({ from, to }, fields);
  if (field === undefined) return isSystemKey(key) ? [{ kind: 'system', key, from, to }] : [];
  if (field.type === FieldType.subform) return entryChanges(field, from, to);
  if (isMeaningless(from) && isMeaningless(to)) return [];
  return [{ kind: 'answer', field, from, to }];
}

/** Of each field with files, those that came and those that went. */
function fileChanges({ from, to }: Sides, fields: FieldIndex): FilesChange[] {
  const [before, after] = [rowsOf(from), rowsOf(to)];
  const namesIn = (files: readonly JsonObject[], others: readonly JsonObject[], name: string) =>
    files
      .filter((file) => file['field_name'] === name)
      .filter(({ id }) => !others.some((other) => sameJson(other['id'], id)))
      .map((file) => String(file['file_name'] ?? ''));
  const named = new Set([...before, ...after].map((file) => String(file['field_name'] ?? '')));
  return [...named].flatMap((name): FilesChange[] => {
    const field = fields.get(name);
    const gone = namesIn(before, after, name);
    const come = namesIn(after, before, name);
    if (field === undefined || gone.length + come.length === 0) return [];
    return [{ kind: 'files', field, from: gone, to: come }];
  });
}

/** From nothing to nothing, in whatever form it is stored. */
function isMeaningless(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isList(value) && value.length === 0;
}

function entryChanges(
  field: FieldDefinition,
  from: Json | undefined,
  to: Json | undefined,
): Change[] {
  const before = new Map(rowsOf(from).map((row) => [rowId(row), row]));
  const now = rowsOf(to);
  const kept = new Set(now.map(rowId));
  const present = now.flatMap((row): Change[] => {
    const old = before.get(rowId(row));
    if (old === undefined) {
      const changes = answersOf(field, {}, row);
      return [{ kind: 'added', field, entry: row, before: undefined, changes }];
    }
    if (sameJson(old, row)) return [];
    const changes = answersOf(field, old, row);
    return [{ kind: 'changed', field, entry: row, before: old, changes }];
  });
  const removed = rowsOf(from)
    .filter((row) => !kept.has(rowId(row)))
    .map((row): Change => ({
      kind: 'removed',
      field,
      entry: row,
      before: row,
      changes: answersOf(field, row, {}),
    }));
  return [...present, ...removed];
}

function answersOf(field: FieldDefinition, from: JsonObject, to: JsonObject): Change[] {
  const inner = field.subform?.fields ?? [];
  const fields: FieldIndex = new Map(inner.map((one) => [one.name, one]));
  return inner
    .filter((one) => !sameJson(from[one.name] ?? null, to[one.name] ?? null))
    .flatMap((one) => changeOf(one.name, { from: from[one.name], to: to[one.name] }, fields));
}

/** A date comes back with how exactly it was known: what the log, newest first, says of that. */
export function answerBefore(
  { field, from }: AnswerChange,
  newer: readonly HistoryEntry[],
  now: Readonly<Record<string, unknown>>,
): JsonObject {
  const answer = { [field.name]: from ?? null };
  const beside = field.companions?.precision;
  if (beside === undefined) return answer;
  const next = newer
    .toReversed()
    .flatMap((entry) => entry.record_changes ?? [])
    .find((change) => beside in change)?.[beside];
  return { ...answer, [beside]: asJson(next === undefined ? now[beside] : next.from) ?? null };
}
