import { isList, isObject, type Json } from '../json';
import { type Evaluate, ExpressionError, newBuild, type Place, type Test } from './build';
import { condition, isConditionOperator } from './conditions';
import { literal, operand } from './operands';
import type { Scope } from './values';

/** Keys that decide the result: those of the evaluated values and those of the parent record. */
export interface Dependencies {
  readonly own: ReadonlySet<string>;
  readonly record: ReadonlySet<string>;
}

export interface Expression {
  readonly evaluate: Evaluate;
  readonly dependencies: Dependencies;
}

export type Compiled =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly pointer: string; readonly reason: string };

function read(json: Json, how: (json: Json, place: Place) => Evaluate): Compiled {
  const build = newBuild({ condition, operand, literal });
  try {
    const evaluate = how(json, { build, pointer: '', depth: 0, inRow: false });
    return { ok: true, expression: { evaluate, dependencies: build } };
  } catch (error) {
    if (error instanceof ExpressionError) {
      return { ok: false, pointer: error.pointer, reason: error.message };
    }
    throw error;
  }
}

function isConditionJson(json: Json): boolean {
  return isList(json) || (isObject(json) && Object.keys(json).some(isConditionOperator));
}

/** Reads an expression of either kind. Refuses what is not one, with a pointer to the place. */
export function compile(json: Json): Compiled {
  return read(json, (inner, place) => {
    if (isConditionJson(inner)) return condition(inner, place);
    return isObject(inner) ? operand(inner, place) : condition(inner, place);
  });
}

export interface Condition {
  readonly holds: Test;
  readonly dependencies: Dependencies;
}

const never: Dependencies = { own: new Set(), record: new Set() };

/** Shown whatever the values are: no condition, one that is switched off, or one not understood. */
export const always: Condition = { holds: () => true, dependencies: never };

/**
 * Reads `display_conditions*`. Absent, empty and disabled conditions always hold, and so does an
 * invalid one: data entry must not lose a field because of a mistake in the configuration.
 */
export function compileCondition(json: Json | undefined): Condition {
  if (json === undefined || json === null) return always;
  let source: Json = json;
  if (isObject(json)) {
    const { disabled, ...rest } = json;
    if (disabled === true || Object.keys(rest).length === 0) return always;
    source = rest;
  }
  const compiled = compile(source);
  if (!compiled.ok) return always;
  const { evaluate, dependencies } = compiled.expression;
  return { holds: (scope: Scope) => evaluate(scope) === true, dependencies };
}

/** Reads `calculation`: `{expression}`. Undefined when there is none or it is invalid. */
export function compileCalculation(json: Json | undefined): Expression | undefined {
  if (!isObject(json) || json['expression'] === undefined) return undefined;
  const compiled = compile(json['expression']);
  return compiled.ok ? compiled.expression : undefined;
}
