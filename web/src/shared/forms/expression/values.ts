import { isList, isObject, type Json, type JsonObject, liveRows, sameJson } from '../json';
import { precisionKey, readPrecision } from '../partial-date';
import { lastDay, Precision } from '../../text/precision';
import { dayNumber, formatDay, instantOf, parseDay, shiftDay } from './dates';

/**
 * What of a date known in part is taken: the day in the middle or the last one, or only the part
 * that is known; the first day, as it is stored, when nothing is said (docs/decisions/0020).
 */
export type DateReading = 'middle' | 'last' | 'written' | undefined;

/** What an expression is evaluated on. */
export interface Scope {
  /** The record's values, or those of a subform entry. */
  readonly values: JsonObject;
  /** The parent record when `values` is an entry. */
  readonly record?: JsonObject | undefined;
  /** Today as `YYYY-MM-DD` in `zone`. */
  readonly today: string;
  /** IANA name of the zone in which a date begins. */
  readonly zone: string;
  readonly reading?: DateReading;
}

const numeric_text = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** The number in a number or numeric text; undefined for everything else. */
export function numberIn(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return numeric_text.test(text) ? Number(text) : undefined;
}

/** Rounds half away from zero, decided on the binary value as JavaScript's toFixed does. */
export function roundTo(value: number, places: number): number {
  const rounded = Number(value.toFixed(places));
  return rounded === 0 ? 0 : rounded;
}

/**
 * The value a name or path points to; `rows.*.x` gives the list over rows not removed, and
 * `rows.*.inner.*.x` one list over the rows of all rows.
 */
export function readPath(scope: Scope, path: readonly string[]): Json | undefined {
  const [head, ...rest] = path;
  const { reading } = scope;
  if (head === '$record') return follow(scope.record ?? scope.values, rest, reading);
  return follow(scope.values, path, reading);
}

function follow(
  from: Json | undefined,
  path: readonly string[],
  reading: DateReading,
): Json | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return from;
  if (head !== '*') {
    if (!isObject(from)) return undefined;
    const value = from[head];
    if (reading !== undefined && rest.length === 0 && typeof value === 'string') {
      return partialDate(value, readPrecision(from[precisionKey(head)]), reading);
    }
    return follow(value, rest, reading);
  }
  const rows = liveRows(from);
  if (rest.includes('*')) return rows.flatMap((row) => listOf(follow(row, rest, reading)));
  return rows.map((row) => follow(row, rest, reading) ?? null);
}

function partialDate(
  text: string,
  precision: Precision,
  reading: Exclude<DateReading, undefined>,
): string {
  const first = precision === Precision.day ? undefined : parseDay(text);
  if (first === undefined) return text;
  if (reading === 'written') return text.slice(0, precision === Precision.year ? 4 : 7);
  const last = parseDay(lastDay(text, precision)) ?? first;
  if (reading === 'last') return formatDay(last);
  return formatDay(shiftDay(first, { days: (dayNumber(last) - dayNumber(first)) >> 1 }));
}

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

/** Equality without coercion; false also matches what is missing; dates compare as instants. */
export function equals(data: Json | undefined, condition: Json, zone: string): boolean {
  const value = data ?? null;
  if (condition === false) return value === false || value === null;
  if (typeof condition === 'string') {
    const instant = instantOf(condition, zone);
    if (instant !== undefined) {
      return typeof value === 'string' && instantOf(value, zone) === instant;
    }
  }
  return sameJson(value, condition);
}

function asList(value: Json): readonly Json[] {
  return isList(value) ? value : [value];
}

/** List data: every listed item occurs. Scalar data: it is one of the items. */
export function isIn(data: Json | undefined, condition: Json): boolean {
  const wanted = asList(condition);
  const value = data ?? null;
  if (isList(value)) return wanted.every((item) => value.some((one) => sameJson(one, item)));
  return wanted.some((item) => sameJson(value, item));
}

/** At least one listed item occurs in the data. */
export function hasAny(data: Json | undefined, condition: Json): boolean {
  const value = data ?? null;
  const present = isList(value) ? value : value === null ? [] : [value];
  return asList(condition).some((item) => present.some((one) => sameJson(one, item)));
}

function codePoints(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Negative, zero or positive; undefined when the two do not order (null and "" never do). */
export function order(data: Json | undefined, condition: Json, zone: string): number | undefined {
  const value = data ?? null;
  if (value === null || value === '' || condition === null || condition === '') return undefined;
  if (typeof condition === 'string') {
    const instant = instantOf(condition, zone);
    if (instant !== undefined) {
      const mine = typeof value === 'string' ? instantOf(value, zone) : undefined;
      return mine === undefined ? undefined : mine - instant;
    }
    if (typeof value === 'string') return codePoints(value, condition);
  }
  if (typeof value !== 'number' && typeof condition !== 'number') return undefined;
  const left = numberIn(value);
  const right = numberIn(condition);
  return left === undefined || right === undefined ? undefined : left - right;
}

/** `empty` of the language: as isBlank, and rows that are all marked for removal. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isList(value)) {
    return value.every((item) => isObject(item) && item['_destroy'] === true);
  }
  return isObject(value) && Object.keys(value).length === 0;
}
