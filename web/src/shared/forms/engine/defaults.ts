import { FieldType } from '../../wire/forms';
import { type FieldDefinition, type FormDefinition, isUpload } from '../definition';
import { isList, type Json, type JsonObject } from '../json';

export interface Now {
  /** `YYYY-MM-DD` on the local calendar. */
  readonly today: string;
  /** The present as an ISO date-time in UTC. */
  readonly instant: string;
  readonly newId: () => string;
}

function defaultList(text: string): Json {
  if (!text.trim().startsWith('[')) return [text];
  try {
    const parsed: unknown = JSON.parse(text);
    return isList(parsed) ? parsed.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

function defaultDate(field: FieldDefinition, now: Now): Json {
  const asked = ['today', 'now'].includes(field.defaultText?.toLowerCase() ?? '');
  if (!asked) return null;
  return field.withTime ? now.instant : now.today;
}

function defaultTally(field: FieldDefinition): Json {
  const boxes = field.tally.map((item) => [item.id, null] as const);
  return Object.fromEntries(field.autosum ? [...boxes, ['total', null] as const] : boxes);
}

/** The value a field has in a new record or entry (`selected_value`); undefined for separators. */
export function defaultValue(field: FieldDefinition, now: Now): Json | undefined {
  const text = field.defaultText;
  if (isUpload(field)) return [];
  switch (field.type) {
    case FieldType.separator:
    case FieldType.dateRange:
    case FieldType.custom:
    case FieldType.calculated:
      return undefined;
    case FieldType.subform:
      return firstEntries(field, now);
    case FieldType.signature:
      return {};
    case FieldType.date:
      return defaultDate(field, now);
    case FieldType.tickBox:
      return ['t', 'true'].includes(text?.toLowerCase() ?? '');
    case FieldType.tally:
      return defaultTally(field);
    case FieldType.number:
      return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : null;
    case FieldType.select:
      if (field.multi) return text === undefined ? [] : defaultList(text);
      return text ?? null;
    case FieldType.radio:
      return text ?? null;
    default:
      return text ?? '';
  }
}

function firstEntries(field: FieldDefinition, now: Now): Json {
  const count = field.subform?.initialEntries ?? 0;
  return Array.from({ length: count }, () => newEntry(field, now));
}

/** A new entry of a subform with its id and defaults. */
export function newEntry(parent: FieldDefinition, now: Now): JsonObject {
  return { unique_id: now.newId(), ...defaultsOf(parent.subform?.fields ?? [], now) };
}

function defaultsOf(fields: readonly FieldDefinition[], now: Now): JsonObject {
  const values: Record<string, Json> = {};
  for (const field of fields) {
    const value = field.visible ? defaultValue(field, now) : undefined;
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

/** The values of a new record: defaults of the visible fields of its forms. */
export function defaultValues(forms: readonly FormDefinition[], now: Now): JsonObject {
  const values: Record<string, Json | undefined> = {};
  for (const form of forms) {
    for (const [name, value] of Object.entries(defaultsOf(form.fields, now))) {
      values[name] ??= value;
    }
  }
  return values;
}
