import { isList, isObject, type Json, type JsonObject } from '../json';
import { at, enter, type Evaluate, fieldReader, type Place, refuse, single } from './build';
import { condition, isConditionOperator } from './conditions';
import { dayOf, formatDay, shiftDay } from './dates';
import { isValueOperator, valueExpression } from './operators';

/** Left side or argument: a field, a number, `{const}`, `{field}`, `{$today}` or expression. */
export function operand(json: Json, place: Place): Evaluate {
  if (typeof json === 'string') return fieldReader(json, place);
  if (typeof json === 'number') return () => json;
  if (isObject(json)) return objectOperand(json, place);
  return refuse(place, 'neither a field, nor a number, nor an expression');
}

/** Right side: a plain value, or what an operand may be except a bare field name. */
export function literal(json: Json, place: Place): Evaluate {
  return isObject(json) ? objectOperand(json, place) : () => json;
}

function objectOperand(json: JsonObject, place: Place): Evaluate {
  const [name, argument] = single(json, place);
  const here = at(place, name);
  if (name === 'const') return constant(argument, here);
  if (name === 'field') {
    if (typeof argument !== 'string') return refuse(here, 'field takes a name');
    return fieldReader(argument, here);
  }
  if (name === '$today') return today(argument, here);
  if (name === 'coalesce' || name === 'if') return valueExpression(name, argument, enter(here));
  const inside = { ...here, asDate: false };
  if (isValueOperator(name)) return plain(valueExpression(name, argument, enter(inside)), place);
  if (isConditionOperator(name)) return plain(condition(json, { ...place, asDate: false }), place);
  return refuse(place, `unknown operator ${name}`);
}

/** How dates are read is for what gives one, not for what reckons with them inside. */
function plain(evaluate: Evaluate, { asDate }: Place): Evaluate {
  return asDate ? (scope) => evaluate({ ...scope, reading: undefined }) : evaluate;
}

function constant(argument: Json, place: Place): Evaluate {
  if (isObject(argument) || isList(argument)) return refuse(place, 'const takes a plain value');
  return () => argument;
}

const shift_keys = ['years', 'months', 'weeks', 'days'];

function wholeNumber(json: JsonObject, key: string, place: Place): number {
  const value = json[key] ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return refuse(at(place, key), 'a whole number is wanted');
  }
  return value;
}

function today(argument: Json, place: Place): Evaluate {
  if (!isObject(argument) || Object.keys(argument).some((key) => !shift_keys.includes(key))) {
    return refuse(place, '$today takes years, months, weeks and days');
  }
  const shift = {
    years: wholeNumber(argument, 'years', place),
    months: wholeNumber(argument, 'months', place),
    weeks: wholeNumber(argument, 'weeks', place),
    days: wholeNumber(argument, 'days', place),
  };
  return (scope) => {
    const day = dayOf(scope.today, scope.zone);
    return day === undefined ? null : formatDay(shiftDay(day, shift));
  };
}
