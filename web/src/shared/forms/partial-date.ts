import { Precision } from '../text/precision';
import { FieldType } from '../wire/forms';
import type { Json, JsonObject } from './json';

/** Fields of the same form that say more about a date. */
export interface Companions {
  readonly precision: string | undefined;
  readonly estimated: string | undefined;
}

export function precisionKey(date: string): string {
  return `${date}_precision`;
}

/** Anything but a known word means the very day. */
export function readPrecision(value: Json | undefined): Precision {
  return value === Precision.month || value === Precision.year ? value : Precision.day;
}

export function precisionOf(values: JsonObject, date: string): Precision {
  return readPrecision(values[precisionKey(date)]);
}

/** A birth is estimated by way of the age. */
function estimateNames(date: string): readonly string[] {
  const prefix = date.replace(/date_of_birth$/, '');
  const ofBirth = ['estimated', 'age_estimated', 'dob_estimated'].map((end) => prefix + end);
  return [`${date}_estimated`, ...(prefix === date ? [] : ofBirth)];
}

interface SomeField {
  readonly name: string;
  readonly type: FieldType;
  readonly withTime: boolean;
}

interface Accompanied {
  readonly companions?: Companions | undefined;
  readonly isCompanion?: boolean;
}

/** The fields of a form, dates with what stands beside them. */
export function withCompanions<Field extends SomeField>(
  fields: readonly Field[],
): readonly (Field & Accompanied)[] {
  const named = (name: string, type: FieldType) =>
    fields.find((field) => field.name === name && field.type === type)?.name;
  const dates = fields
    .filter((field) => field.type === FieldType.date && !field.withTime)
    .map(({ name }) => ({
      name,
      precision: named(precisionKey(name), FieldType.select),
      estimated: estimateNames(name)
        .map((one) => named(one, FieldType.tickBox))
        .find((one) => one !== undefined),
    }))
    .filter(({ precision }) => precision !== undefined);
  if (dates.length === 0) return fields;
  const beside = new Set(dates.map(({ precision }) => precision));
  return fields.map((field) => ({
    ...field,
    companions: dates.find(({ name }) => name === field.name),
    isCompanion: beside.has(field.name),
  }));
}
