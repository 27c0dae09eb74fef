import { FieldType } from '../../wire/forms';
import type { FieldDefinition, FormDefinition } from '../definition';
import { parseDay, wholeUnits } from '../expression/dates';
import type { Json, JsonObject } from '../json';

/** Fields of one form that describe one birth: `<prefix>age`, `<prefix>date_of_birth`, … */
export interface Birth {
  readonly age: string;
  readonly date: string;
  readonly estimated: string | undefined;
}

function isVisible(field: FieldDefinition): boolean {
  return field.visible;
}

function birthOf(age: FieldDefinition, fields: readonly FieldDefinition[]): Birth | undefined {
  const prefix = age.name.slice(0, -'age'.length);
  const date = fields.find(
    (field) => field.type === FieldType.date && field.name === `${prefix}date_of_birth`,
  );
  if (date === undefined) return undefined;
  const estimated = fields.find(
    (field) =>
      field.type === FieldType.tickBox &&
      [`${prefix}estimated`, `${prefix}age_estimated`, `${prefix}dob_estimated`].includes(
        field.name,
      ),
  );
  return { age: age.name, date: date.name, estimated: estimated?.name };
}

/** The couplings of a form; both fields must be on it and visible. */
export function birthsOf(form: FormDefinition): Birth[] {
  const fields = form.fields.filter(isVisible);
  return fields
    .filter((field) => field.type === FieldType.number && field.name.endsWith('age'))
    .map((field) => birthOf(field, fields))
    .filter((birth) => birth !== undefined);
}

/** What follows from a birth date: the age in whole years; nothing for a date that is none. */
export function afterBirthDate(birth: Birth, date: Json | undefined, today: string): JsonObject {
  const born = typeof date === 'string' ? parseDay(date) : undefined;
  const now = parseDay(today);
  if (born === undefined || now === undefined) return {};
  const years = wholeUnits(born, now, 'years');
  return years === undefined ? {} : { [birth.age]: years };
}

/**
 * What follows from a typed age: 1 January of the year, marked as an estimate. An exact date that
 * already gives this age is never overwritten.
 */
export function afterAge(birth: Birth, values: JsonObject, today: string): JsonObject {
  const age = values[birth.age];
  const now = parseDay(today);
  if (typeof age !== 'number' || !Number.isInteger(age) || age < 0 || now === undefined) return {};
  const known = afterBirthDate(birth, values[birth.date], today)[birth.age];
  if (known === age || age >= now.year) return {};
  const year = String(now.year - age).padStart(4, '0');
  const estimate = birth.estimated === undefined ? {} : { [birth.estimated]: true };
  return { [birth.date]: `${year}-01-01`, ...estimate };
}
