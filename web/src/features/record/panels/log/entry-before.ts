import type { FieldDefinition } from '../../../../shared/forms/definition';
import { creationData, patchOf } from '../../../../shared/forms/engine/patch';
import type { Json, JsonObject } from '../../../../shared/forms/json';
import { isMask } from '../../../../shared/forms/mask';
import { rowId, rowsOf } from '../../../../shared/forms/merge/rows';
import { FieldType } from '../../../../shared/wire/forms';
import type { EntryChange } from '../../history';

function holdsMask(value: Json | undefined): boolean {
  if (isMask(value)) return true;
  if (Array.isArray(value)) return value.some(holdsMask);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMask);
}

/** The earlier entry, with an order to remove what has come into the lists inside it since. */
function withRemovals(fields: readonly FieldDefinition[], before: JsonObject, after: JsonObject) {
  const lists = fields.filter(({ type }) => type === FieldType.subform);
  const cleared = lists.map(({ name, subform }): [string, Json] => {
    const [earlier, later] = [rowsOf(before[name]), rowsOf(after[name])];
    const kept = new Map(later.map((row) => [rowId(row), row]));
    const known = new Set(earlier.map(rowId));
    const back = earlier.map((row) => {
      const now = kept.get(rowId(row));
      return now === undefined ? row : withRemovals(subform?.fields ?? [], row, now);
    });
    const added = later.filter((row) => !known.has(rowId(row)));
    return [
      name,
      [
        ...back,
        ...added.map(({ unique_id: id }) => ({ ...{ unique_id: id ?? null }, _destroy: true })),
      ],
    ];
  });
  return { ...before, ...Object.fromEntries(cleared) };
}

/**
 * What is sent to have an entry as it was before a change: the answers that the change touched, or
 * all of them when the entry is not there any more. Undefined where nothing can be taken: it was
 * only added, an answer of it is protected, or entries may not be changed.
 */
export function entryBefore(
  { field, kind, entry, before }: EntryChange,
  stored: Json | undefined,
): JsonObject | undefined {
  const fields = field.subform?.fields.filter(({ disabled }) => !disabled) ?? [];
  if (before === undefined || holdsMask(before)) return undefined;
  const isThere = rowsOf(stored).some((row) => rowId(row) === rowId(before));
  if (isThere && (kind === 'removed' || field.subform?.appendOnly === true)) return undefined;
  const data = isThere
    ? patchOf(fields, entry, withRemovals(fields, before, entry)).data
    : creationData(fields, before);
  if (Object.keys(data).length === 0) return undefined;
  return { [field.name]: [{ unique_id: before['unique_id'] ?? null, ...data }] };
}
