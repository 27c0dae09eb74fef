import { isList, isObject, type Json, type JsonObject } from '../json';
import { at, type Evaluate, fieldReader, type Place, refuse } from './build';
import { dayNumber, dayOf, shiftDay, wholeUnits } from './dates';
import { type DateReading, isEmpty, numberIn, roundTo, type Scope } from './values';

interface Extra {
  readonly places: number | undefined;
  readonly separator: string;
  readonly blankIfMissing: boolean;
}

type Fold = (values: readonly Json[], extra: Extra) => Json;

const folds: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ['sum', unlessMissing((values, extra) => rounded(total(values), extra))],
  ['avg', unlessMissing(average)],
  ['min', unlessMissing((values, extra) => extreme(values, extra, Math.min))],
  ['max', unlessMissing((values, extra) => extreme(values, extra, Math.max))],
  ['concat', joined],
]);

const pairs: ReadonlyMap<string, (left: number, right: number) => number | null> = new Map([
  ['sub', (left: number, right: number) => left - right],
  ['mul', (left: number, right: number) => left * right],
  ['div', (left: number, right: number) => (right === 0 ? null : left / right)],
]);

export function isValueOperator(name: string): boolean {
  return folds.has(name) || pairs.has(name) || ['count', 'age', 'coalesce', 'if'].includes(name);
}

/** Reads an expression that gives a number, a text or another value. */
export function valueExpression(name: string, argument: Json, place: Place): Evaluate {
  const fold = folds.get(name);
  if (fold !== undefined) return folded(fold, argument, place);
  const pair = pairs.get(name);
  if (pair !== undefined) return arithmetic(pair, argument, place);
  if (name === 'count') return count(argument, place);
  if (name === 'age') return age(argument, place);
  if (name === 'coalesce') return coalesce(argument, place);
  if (name === 'if') return choice(argument, place);
  return refuse(place, `unknown operator ${name}`);
}

const no_extra: Extra = { places: undefined, separator: '', blankIfMissing: false };

interface Arguments {
  readonly operands: readonly Evaluate[];
  readonly extra: Extra;
}

/** `[operand, …]` or `{data: [operand, …], extra: {…}}`. */
function argumentsOf(argument: Json, place: Place): Arguments {
  const data = isObject(argument) ? argument['data'] : argument;
  if (!isList(data)) return refuse(place, 'a list of operands is wanted');
  const where = isObject(argument) ? at(place, 'data') : place;
  return {
    operands: data.map((item, index) => place.build.reader.operand(item, at(where, index))),
    extra: isObject(argument) ? extraOf(argument['extra'], at(place, 'extra')) : no_extra,
  };
}

function extraOf(json: Json | undefined, place: Place): Extra {
  if (json === undefined || json === null) return no_extra;
  if (!isObject(json)) return refuse(place, 'extra is an object');
  const places = json['decimalPlaces'] ?? undefined;
  const separator = json['separator'] ?? '';
  if (typeof separator !== 'string') return refuse(at(place, 'separator'), 'a text is wanted');
  if (places !== undefined && !isPlaces(places)) {
    return refuse(at(place, 'decimalPlaces'), 'a whole number from 0 to 15 is wanted');
  }
  return { places, separator, blankIfMissing: json['blank_if_missing'] === true };
}

function isPlaces(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 15;
}

function folded(fold: Fold, argument: Json, place: Place): Evaluate {
  const isText = fold === joined;
  const { operands, extra } = argumentsOf(argument, isText ? { ...place, asDate: true } : place);
  return (scope) =>
    fold(valuesOf(operands, isText ? { ...scope, reading: 'written' } : scope), extra);
}

/** The operands' values, lists laid flat. */
function valuesOf(operands: readonly Evaluate[], scope: Scope): readonly Json[] {
  return operands.flatMap((one) => {
    const value = one(scope);
    return isList(value) ? [...value] : [value];
  });
}

function summand(value: Json): number {
  return value === true ? 1 : (numberIn(value) ?? 0);
}

function total(values: readonly Json[]): number {
  return values.reduce((sum: number, value) => sum + summand(value), 0);
}

function isFilled(value: Json): boolean {
  return value !== null && value !== '';
}

function unlessMissing(fold: Fold): Fold {
  return (values, extra) =>
    extra.blankIfMissing && !values.every(isFilled) ? null : fold(values, extra);
}

function rounded(value: number, extra: Extra): number {
  return extra.places === undefined ? value : roundTo(value, extra.places);
}

function average(values: readonly Json[], extra: Extra): number {
  const filled = values.filter(isFilled).length;
  if (filled === 0) return 0;
  const mean = total(values) / filled;
  return extra.places === undefined ? Math.floor(mean) : roundTo(mean, extra.places);
}

function extreme(
  values: readonly Json[],
  extra: Extra,
  pick: (...numbers: number[]) => number,
): Json {
  const numbers = values.map(numberIn).filter((value) => value !== undefined);
  return numbers.length === 0 ? null : rounded(pick(...numbers), extra);
}

function joined(values: readonly Json[], { separator }: Extra): string {
  return values
    .filter((value) => !isEmpty(value) && !isObject(value))
    .map(String)
    .join(separator);
}

function arithmetic(
  apply: (left: number, right: number) => number | null,
  argument: Json,
  place: Place,
): Evaluate {
  const { operands, extra } = argumentsOf(argument, place);
  const [left, right] = operands;
  if (operands.length !== 2 || left === undefined || right === undefined) {
    return refuse(place, 'two operands are wanted');
  }
  return (scope) => {
    const a = numberIn(left(scope));
    const b = numberIn(right(scope));
    const result = a === undefined || b === undefined ? null : apply(a, b);
    return result === null ? null : rounded(result, extra);
  };
}

function count(argument: Json, place: Place): Evaluate {
  const { data, where } = countParts(argument, place);
  if (where === undefined) return (scope) => countable(data(scope)).length;
  const test = place.build.reader.condition(where, { ...at(place, 'where'), inRow: true });
  return (scope) =>
    countable(data(scope)).filter(
      (row) => isObject(row) && test({ ...scope, values: row, record: parentOf(scope) }),
    ).length;
}

function parentOf(scope: Scope): JsonObject {
  return scope.record ?? scope.values;
}

function countParts(argument: Json, place: Place) {
  if (typeof argument === 'string') {
    return { data: fieldReader(argument, place), where: undefined };
  }
  const data = isObject(argument) ? argument['data'] : undefined;
  if (!isObject(argument) || typeof data !== 'string') {
    return refuse(place, 'count takes a field');
  }
  return { data: fieldReader(data, at(place, 'data')), where: argument['where'] ?? undefined };
}

function countable(value: Json): readonly Json[] {
  if (!isList(value)) return isEmpty(value) ? [] : [value];
  return value.filter((item) => !(isObject(item) && item['_destroy'] === true));
}

function isUnit(value: Json): value is 'years' | 'months' | 'days' {
  return value === 'years' || value === 'months' || value === 'days';
}

function age(argument: Json, place: Place): Evaluate {
  if (!isObject(argument) || argument['from'] === undefined) {
    return refuse(place, 'age takes from, and perhaps to and unit');
  }
  const unit = argument['unit'] ?? 'years';
  if (!isUnit(unit)) return refuse(at(place, 'unit'), 'years, months or days');
  const { operand } = place.build.reader;
  const dated = { ...place, asDate: true };
  const from = operand(argument['from'], at(dated, 'from'));
  const until = argument['to'] ?? undefined;
  const to: Evaluate =
    until === undefined ? (scope) => scope.today : operand(until, at(dated, 'to'));
  return (scope) => {
    const [start, end] = span(from, to, scope);
    return start && end ? (wholeUnits(start, end, unit) ?? null) : null;
  };
}

/**
 * From middle to middle. Where those are the wrong way round the two may still be in order, as of
 * a birth in this year: half of the longest time between them is taken.
 */
function span(from: Evaluate, to: Evaluate, scope: Scope) {
  const day = (side: Evaluate, reading: DateReading) => {
    const text = side({ ...scope, reading });
    return typeof text === 'string' ? dayOf(text, scope.zone) : undefined;
  };
  const [start, end] = [day(from, 'middle'), day(to, 'middle')];
  if (!start || !end || dayNumber(start) <= dayNumber(end)) return [start, end];
  const [first, last] = [day(from, undefined), day(to, 'last')];
  const length = first && last ? dayNumber(last) - dayNumber(first) : 0;
  return [first && length > 0 ? shiftDay(first, { days: length >> 1 }) : first, last];
}

function coalesce(argument: Json, place: Place): Evaluate {
  const { operands } = argumentsOf(argument, place);
  return (scope) => {
    for (const one of operands) {
      const value = one(scope);
      if (!isEmpty(value)) return value;
    }
    return null;
  };
}

function choice(argument: Json, place: Place): Evaluate {
  if (!isList(argument)) return refuse(place, 'if takes a condition and one or two results');
  const [test, then, otherwise] = argument;
  if (test === undefined || then === undefined || argument.length > 3) {
    return refuse(place, 'if takes a condition and one or two results');
  }
  const { condition, operand } = place.build.reader;
  const holds = condition(test, at({ ...place, asDate: false }, 0));
  const yes = operand(then, at(place, 1));
  const no: Evaluate = otherwise === undefined ? () => null : operand(otherwise, at(place, 2));
  return (scope) =>
    holds(place.asDate ? { ...scope, reading: undefined } : scope) ? yes(scope) : no(scope);
}
