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
import { equals, hasAny, isEmpty, isIn, order } from './values';

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
  readonly right: Evaluate;
}

/** `{field: value}` or `[left, right]`. */
function sides(argument: Json, place: Place): Sides & { readonly rightJson: Json } {
  const { operand, literal } = place.build.reader;
  if (isList(argument)) {
    const [left, right] = argument;
    if (argument.length !== 2 || left === undefined || right === undefined) {
      return refuse(place, 'a comparison has two sides');
    }
    return {
      left: operand(left, at(place, 0)),
      right: literal(right, at(place, 1)),
      rightJson: right,
    };
  }
  if (!isObject(argument)) return refuse(place, 'a comparison takes a field and a value');
  const [field, value] = single(argument, place);
  const here = at(place, field);
  return { left: fieldReader(field, here), right: literal(value, here), rightJson: value };
}

interface Argument {
  readonly argument: Json;
  readonly place: Place;
}

function comparison(name: string, compare: Compare, { argument, place }: Argument): Test {
  const { left, right, rightJson } = sides(argument, place);
  if (ordering.has(name) && isList(rightJson)) refuse(place, 'a list has no order');
  return (scope) => compare(left(scope), right(scope), scope.zone);
}

function between(argument: Json, place: Place): Test {
  if (!isObject(argument)) return refuse(place, 'between takes a field and two bounds');
  const [field, bounds] = single(argument, place);
  const here = at(place, field);
  if (!isList(bounds)) return refuse(here, 'between takes two bounds');
  const [low, high] = bounds;
  if (
    bounds.length !== 2 ||
    low === undefined ||
    high === undefined ||
    isList(low) ||
    isList(high)
  ) {
    return refuse(here, 'between takes two bounds');
  }
  const data = fieldReader(field, here);
  const { literal } = place.build.reader;
  const from = literal(low, at(here, 0));
  const to = literal(high, at(here, 1));
  return (scope) => {
    const value = data(scope);
    return atLeast(value, from(scope), scope.zone) && atMost(value, to(scope), scope.zone);
  };
}

function emptiness(argument: Json, place: Place): Test {
  if (!isObject(argument)) return refuse(place, 'empty takes a field and true or false');
  const [field, wanted] = single(argument, place);
  if (typeof wanted !== 'boolean') return refuse(at(place, field), 'empty takes true or false');
  const data = fieldReader(field, at(place, field));
  return (scope) => isEmpty(data(scope)) === wanted;
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
