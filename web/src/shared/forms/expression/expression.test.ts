import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../json';
import { readVectors } from '../testing';
import { compile, compileCalculation, compileCondition } from './compile';

interface Vector {
  readonly id: string;
  readonly expression: Json;
  readonly data: JsonObject;
  readonly expected?: Json;
  readonly error?: boolean;
  readonly context?: { readonly record?: JsonObject };
}

interface VectorFile {
  readonly context: { readonly today: string; readonly time_zone: string };
  readonly compat: readonly Vector[];
  readonly extensions: readonly Vector[];
}

interface EdgeFile {
  readonly vectors: readonly Vector[];
}

const file: VectorFile = JSON.parse(readVectors('expression-vectors.json'));
const edges: EdgeFile = JSON.parse(readVectors('expression-edge-vectors.json'));

function scopeOf(values: JsonObject, record?: JsonObject) {
  return { values, record, today: file.context.today, zone: file.context.time_zone };
}

function check(vector: Vector) {
  const compiled = compile(vector.expression);
  if (vector.error === true) {
    expect(compiled.ok).toBe(false);
    return;
  }
  if (!compiled.ok) throw new Error(`${compiled.pointer}: ${compiled.reason}`);
  const scope = scopeOf(vector.data, vector.context?.record);
  expect(compiled.expression.evaluate(scope)).toStrictEqual(vector.expected);
}

describe('expression vectors', () => {
  it('are all there', () => {
    expect([file.compat.length, file.extensions.length]).toEqual([127, 65]);
    expect(edges.vectors.length).toBe(73);
  });
  it.each(file.compat.map((vector) => [vector.id, vector] as const))('compat %s', (_id, vector) => {
    check(vector);
  });
  it.each(file.extensions.map((vector) => [vector.id, vector] as const))(
    'extension %s',
    (_id, vector) => {
      check(vector);
    },
  );
});

describe('decisions that both evaluators share', () => {
  it.each(edges.vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    check(vector);
  });
});

function dependenciesOf(json: Json) {
  const compiled = compile(json);
  if (!compiled.ok) throw new Error(compiled.reason);
  const { own, record } = compiled.expression.dependencies;
  return { own: [...own].sort(), record: [...record].sort() };
}

describe('dependencies', () => {
  it('are the first names of the fields read, in every branch', () => {
    expect(
      dependenciesOf({
        or: [{ eq: { sex: 'male' } }, { not: { gt: ['end', { field: 'start' }] } }],
      }),
    ).toEqual({ own: ['end', 'end_precision', 'sex', 'start', 'start_precision'], record: [] });
  });
  it('are also how exactly a date is known, where that decides', () => {
    expect(dependenciesOf({ age: { from: '$record.born' } })).toEqual({
      own: [],
      record: ['born', 'born_precision'],
    });
    expect(dependenciesOf({ eq: { born: '2014-01-01' } })).toEqual({ own: ['born'], record: [] });
  });
  it('name the subform of a path and of a count, not the keys of its rows', () => {
    expect(
      dependenciesOf({
        sum: ['rows.*.cost', { count: { data: 'visits', where: { eq: { done: true } } } }],
      }),
    ).toEqual({ own: ['rows', 'visits'], record: [] });
  });
  it('tell the parent record apart', () => {
    expect(dependenciesOf({ and: [{ eq: { a: 1 } }, { eq: { '$record.sex': 'male' } }] })).toEqual({
      own: ['a'],
      record: ['sex'],
    });
  });
});

describe('limits', () => {
  function nested(levels: number): Json {
    let json: Json = { eq: { a: 1 } };
    for (let level = 1; level < levels; level += 1) json = { not: json };
    return json;
  }
  it('take 16 levels and refuse 17', () => {
    expect(compile(nested(16)).ok).toBe(true);
    expect(compile(nested(17)).ok).toBe(false);
  });
  it('take 256 nodes and refuse 257', () => {
    const many = (count: number): Json => ({
      and: Array.from({ length: count - 1 }, () => ({ eq: { a: 1 } })),
    });
    expect(compile(many(256)).ok).toBe(true);
    expect(compile(many(257)).ok).toBe(false);
  });
});

describe('dates', () => {
  function holds(json: Json, values: JsonObject, zone: string) {
    return compileCondition(json).holds({ values, today: '2026-03-15', zone });
  }
  it('begin at midnight of the zone', () => {
    const late = { gt: { at: '2026-07-01' } };
    expect(holds(late, { at: '2026-06-30T21:30:00Z' }, 'Africa/Nairobi')).toBe(true);
    expect(holds(late, { at: '2026-06-30T20:30:00Z' }, 'Africa/Nairobi')).toBe(false);
    expect(holds(late, { at: '2026-06-30T21:30:00Z' }, 'UTC')).toBe(false);
  });
  it('clamp at the end of a month', () => {
    const shifted = compile({ eq: { d: { $today: { months: -1 } } } });
    if (!shifted.ok) throw new Error('must compile');
    const scope = { values: { d: '2026-02-28' }, today: '2026-03-31', zone: 'UTC' };
    expect(shifted.expression.evaluate(scope)).toBe(true);
  });
});

describe('compileCondition', () => {
  const scope = scopeOf({ sex: 'female' });
  it('holds when absent, empty, disabled or invalid', () => {
    const open: readonly (Json | undefined)[] = [
      undefined,
      null,
      {},
      { disabled: false },
      { eq: { sex: 'male' }, disabled: true },
      { nonsense: 1 },
    ];
    expect(open.map((json) => compileCondition(json).holds(scope))).toEqual(open.map(() => true));
  });
  it('ignores disabled: false beside the operator', () => {
    expect(compileCondition({ eq: { sex: 'male' }, disabled: false }).holds(scope)).toBe(false);
  });
});

describe('compileCalculation', () => {
  it('is undefined without an expression or with a wrong one', () => {
    expect([undefined, {}, { expression: { foo: [] } }].map(compileCalculation)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('leaves the result blank when an input is missing and that is asked for', () => {
    const expression = { sum: { data: ['a', 'b'], extra: { blank_if_missing: true } } };
    const calculation = compileCalculation({ expression });
    expect(calculation?.evaluate(scopeOf({ a: 1 }))).toBe(null);
    expect(isObject({ a: 1 }) && calculation?.evaluate(scopeOf({ a: 1, b: 2 }))).toBe(3);
  });
});
