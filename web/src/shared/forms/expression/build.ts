import type { Json, JsonObject } from '../json';
import { precisionKey } from '../partial-date';
import { readPath, type Scope } from './values';

/** Cost limits: an expression beyond them is refused when it is read. */
export const depth_max = 16;
export const nodes_max = 256;

export type Evaluate = (scope: Scope) => Json;
export type Test = (scope: Scope) => boolean;

/** An expression that is not one of the language, with a JSON pointer to the place. */
export class ExpressionError extends Error {
  readonly pointer: string;

  constructor(pointer: string, reason: string) {
    super(reason);
    this.name = 'ExpressionError';
    this.pointer = pointer;
  }
}

/** The readers of nested parts; handed in, because conditions and operands contain each other. */
export interface Reader {
  /** An expression that is true or false. */
  readonly condition: (json: Json, place: Place) => Test;
  /** A field name, number, `{const}`, `{field}`, `{$today}` or expression. */
  readonly operand: (json: Json, place: Place) => Evaluate;
  /** A plain value, or what an operand may be except a bare field name. */
  readonly literal: (json: Json, place: Place) => Evaluate;
}

/** What is gathered while an expression is read. */
export interface Build {
  nodes: number;
  readonly reader: Reader;
  /** Keys of the evaluated values (record or entry) that the result depends on. */
  readonly own: Set<string>;
  /** Keys of the parent record. */
  readonly record: Set<string>;
}

/** Where in the expression the reader stands. */
export interface Place {
  readonly build: Build;
  readonly pointer: string;
  readonly depth: number;
  /** Inside the `where` of a count names are keys of a row, not dependencies. */
  readonly inRow: boolean;
  /** Dates known in part are not read by their first day here. */
  readonly asDate?: boolean;
}

export function newBuild(reader: Reader): Build {
  return { nodes: 0, reader, own: new Set(), record: new Set() };
}

export function at(place: Place, token: string | number): Place {
  return { ...place, pointer: `${place.pointer}/${token}` };
}

/** Counts one node and goes one level deeper. */
export function enter(place: Place): Place {
  place.build.nodes += 1;
  if (place.build.nodes > nodes_max) refuse(place, `more than ${nodes_max} nodes`);
  if (place.depth >= depth_max) refuse(place, `deeper than ${depth_max} levels`);
  return { ...place, depth: place.depth + 1 };
}

export function refuse(place: Place, reason: string): never {
  throw new ExpressionError(place.pointer, reason);
}

function isNoStep(step: string): boolean {
  return step === '' || step.startsWith('$');
}

/** A reader of a field by name or path, noted as a dependency. */
export function fieldReader(name: string, place: Place): Evaluate {
  const path = name.split('.');
  const ofRecord = path[0] === '$record';
  const steps = ofRecord ? path.slice(1) : path;
  const [head] = steps;
  if (head === undefined || head === '*' || steps.some(isNoStep)) {
    return refuse(place, 'neither the name of a field nor a path to one');
  }
  const isDate = place.asDate === true && steps.length === 1;
  const keys = isDate ? [head, precisionKey(head)] : [head];
  for (const key of keys) {
    if (ofRecord) place.build.record.add(key);
    else if (!place.inRow) place.build.own.add(key);
  }
  return (scope) => readPath(scope, path) ?? null;
}

/** Exactly one operator key and its argument. */
export function single(json: JsonObject, place: Place): readonly [string, Json] {
  const [entry, ...more] = Object.entries(json);
  if (entry === undefined) refuse(place, 'an empty expression');
  if (more.length > 0) refuse(place, 'more than one operator');
  return [entry[0], entry[1] ?? null];
}
