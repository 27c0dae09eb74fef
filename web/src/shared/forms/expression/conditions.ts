import { isList, isObject, type Json } from '../json';
import {
  at,
  enter,
  type Evaluate,
  fieldReader,
  type Place,
  refuse,
  single,
  type Test,
} from './build';
import { equals, hasAny, isEmpty, isIn, order, type Scope } from './values';

type Compare = (data: Json, condition: Json, zone: string) => boolean;

function ordered(holds: (difference: number) => boolean): Compare {
  return (data, condition, zone) => {
    const difference = order(data, condition, zone);
    return difference !== undefined && holds(difference);
  };
}

const atLeast = ordered((difference) => difference >= 0);
const atMost = ordered((difference) => difference <= 0);

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['eq', equals],
  ['ne', (data, condition, zone) => !equals(data, condition, zone)],
  ['in', isIn],
  ['nin', (data, condition) => !isIn(data, condition)],
  ['any', hasAny],
  ['gt', ordered((difference) => difference > 0)],
  ['ge', atLeast],
  ['lt', ordered((difference) => difference < 0)],
  ['le', atMost],
]);

const ordering = new Set(['gt', 'ge', 'lt', 'le']);

export function isConditionOperator(name: string): boolean {
  return comparisons.has(name) || ['and', 'or', 'not', 'between', 'empty'].includes(name);
}

/** Reads an expression that is true or false. */
export function condition(json: Json, place: Place): Test {
  const inside = enter(place);
  if (isList(json)) return legacy(json, inside);
  if (!isObject(json)) return refuse(place, 'a condition is an object');
  const [name, argument] = single(json, place);
  const here = at(inside, name);
  if (name === 'and' || name === 'or') return joined(name, argument, here);
  if (name === 'not') return negation(argument, here);
  if (name === 'between') return between(argument, here);
  if (name === 'empty') return emptiness(argument, here);
  const compare = comparisons.get(name);
  if (compare === undefined) return refuse(place, `unknown operator ${name}`);
  return comparison(name, compare, { argument, place: here });
}

function joined(name: 'and' | 'or', argument: Json, place: Place): Test {
  if (!isList(argument)) return refuse(place, `${name} takes a list`);
  const parts = argument.map((part, index) => condition(part, at(place, index)));
  return name === 'and'
    ? (scope) => parts.every((part) => part(scope))
    : (scope) => parts.some((part) => part(scope));
}

function negation(argument: Json, place: Place): Test {
  if (!isObject(argument)) return refuse(place, 'not takes one expression');
  const part = condition(argument, place);
  return (scope) => !part(scope);
}

interface Sides {
  readonly left: Evaluate;
  /** As it is written: what it may be differs between comparisons. */
  readonly right: Json;
  readonly rightPlace: Place;
}

/** `{field: value}` or `[left, right]`. */
function sides(argument: Json, place: Place): Sides {
  if (isList(argument)) {
    const [left, right] = argument;
    if (argument.length !== 2 || left === undefined || right === undefined) {
      return refuse(place, 'a comparison has two sides');
    }
    return {
      left: place.build.reader.operand(left, at(place, 0)),
      right,
      rightPlace: at(place, 1),
    };
  }
  if (!isObject(argument)) return refuse(place, 'a comparison takes a field and a value');
  const [field, right] = single(argument, place);
  const here = at(place, field);
  return { left: fieldReader(field, here), right, rightPlace: here };
}

interface Argument {
  readonly argument: Json;
  readonly place: Place;
}

function comparison(name: string, compare: Compare, { argument, place }: Argument): Test {
  const isOrder = ordering.has(name);
  const { left, right, rightPlace } = sides(argument, isOrder ? byMiddle(place) : place);
  if (isOrder && isList(right)) refuse(rightPlace, 'a list has no order');
  const value = place.build.reader.literal(right, rightPlace);
  const test: Test = (scope) => compare(left(scope), value(scope), scope.zone);
  return isOrder ? (scope) => test({ ...scope, reading: 'middle' }) : test;
}

/** Dates known in part stand in order by their middle. */
function byMiddle(place: Place): Place {
  return { ...place, asDate: true };
}

function between(argument: Json, place: Place): Test {
  const { left, right, rightPlace } = sides(argument, byMiddle(place));
  const [low, high] = isList(right) && right.length === 2 ? right : [];
  if (low === undefined || high === undefined || isList(low) || isList(high)) {
    return refuse(rightPlace, 'between takes two bounds');
  }
  const { literal } = place.build.reader;
  const from = literal(low, at(rightPlace, 0));
  const to = literal(high, at(rightPlace, 1));
  return (outer) => {
    const scope: Scope = { ...outer, reading: 'middle' };
    const value = left(scope);
    return atLeast(value, from(scope), scope.zone) && atMost(value, to(scope), scope.zone);
  };
}

function emptiness(argument: Json, place: Place): Test {
  const { left, right, rightPlace } = sides(argument, place);
  if (typeof right !== 'boolean') return refuse(rightPlace, 'empty takes true or false');
  return (scope) => isEmpty(left(scope)) === right;
}

/** `[{field: value, …}, …]`: objects are alternatives, keys of one object hold together. */
function legacy(json: readonly Json[], place: Place): Test {
  if (json.length === 0) return refuse(place, 'an empty list of conditions');
  const alternatives = json.map((item, index) => legacyObject(item, at(place, index)));
  return (scope) => alternatives.some((alternative) => alternative(scope));
}

function legacyObject(json: Json, place: Place): Test {
  const inside = enter(place);
  if (!isObject(json) || Object.keys(json).length === 0) {
    return refuse(place, 'a condition names a field');
  }
  const parts = Object.entries(json).map(([field, value]): Test => {
    const data = fieldReader(field, at(inside, field));
    const options = isList(value) ? value : [value ?? null];
    return (scope) => options.some((option) => equals(data(scope), option, scope.zone));
  });
  return (scope) => parts.every((part) => part(scope));
}
