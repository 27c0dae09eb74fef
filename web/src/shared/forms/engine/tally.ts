import type { FieldDefinition } from '../definition';
import { isObject, type Json } from '../json';

/** Sum of the filled boxes; null when none is filled. */
export function tallyTotal(field: FieldDefinition, value: Json | undefined): number | null {
  const boxes = isObject(value) ? field.tally.map((item) => value[item.id]) : [];
  const counts = boxes.filter((count) => typeof count === 'number');
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** The tally with one box changed and the total that follows from it. */
export function withBox(
  field: FieldDefinition,
  value: Json | undefined,
  box: { readonly id: string; readonly count: number | null },
): Json {
  const changed = { ...(isObject(value) ? value : {}), [box.id]: box.count };
  return field.autosum ? { ...changed, total: tallyTotal(field, changed) } : changed;
}
