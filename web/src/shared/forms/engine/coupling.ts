import { FieldType } from '../../wire/forms';
import type { FieldDefinition, FormDefinition } from '../definition';
import { parseDay, wholeUnits } from '../expression/dates';
import type { Json, JsonObject } from '../json';
import { lastDay, Precision } from '../../text/precision';
import { readPrecision } from '../partial-date';

/** Fields of one form that describe one birth: `<prefix>age`, `<prefix>date_of_birth`, … */
export interface Birth {
  readonly age: string;
  readonly date: string;
  readonly estimated: string | undefined;
  readonly precision: string | undefined;
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
  const precision = date.companions?.precision;
  return { age: age.name, date: date.name, estimated: estimated?.name, precision };
}

/** The couplings of a form; both fields must be on it and visible. */
export function birthsOf(form: FormDefinition): Birth[] {
  const fields = form.fields.filter(isVisible);
  return fields
    .filter((field) => field.type === FieldType.number && field.name.endsWith('age'))
    .map((field) => birthOf(field, fields))
    .filter((birth) => birth !== undefined);
}

interface Ages {
  readonly least: number;
  readonly most: number;
}

/** The ages that a birth date allows: of a partial one more than one. */
function agesOf(birth: Birth, values: JsonObject, today: string): Ages | undefined {
  const date = values[birth.date];
  const born = typeof date === 'string' ? parseDay(date) : undefined;
  const now = parseDay(today);
  if (typeof date !== 'string' || born === undefined || now === undefined) return undefined;
  const most = wholeUnits(born, now, 'years');
  if (most === undefined) return undefined;
  const end = lastDay(date, readPrecision(values[birth.precision ?? '']));
  const last = parseDay(end < today ? end : today);
  return { most, least: (last && wholeUnits(last, now, 'years')) ?? most };
}

function allows(ages: Ages | undefined, age: Json | undefined): boolean {
  return ages !== undefined && typeof age === 'number' && age >= ages.least && age <= ages.most;
}

/** What follows from a birth date: the age in whole years, unless the date allows that it stays. */
export function afterBirthDate(birth: Birth, values: JsonObject, today: string): JsonObject {
  const ages = agesOf(birth, values, today);
  if (ages === undefined || allows(ages, values[birth.age])) return {};
  return { [birth.age]: ages.most };
}

/**
 * What follows from a typed age: 1 January of the year, of which only the year is meant, marked as
 * an estimate. A date that allows this age is never overwritten.
 */
export function afterAge(birth: Birth, values: JsonObject, today: string): JsonObject {
  const age = values[birth.age];
  const now = parseDay(today);
  if (typeof age !== 'number' || !Number.isInteger(age) || age < 0 || now === undefined) return {};
  if (allows(agesOf(birth, values, today), age) || age >= now.year) return {};
  const year = String(now.year - age).padStart(4, '0');
  const estimate = birth.estimated === undefined ? {} : { [birth.estimated]: true };
  const precision = birth.precision === undefined ? {} : { [birth.precision]: Precision.year };
  return { [birth.date]: `${year}-01-01`, ...estimate, ...precision };
}
