import { describe, expect, it } from 'vitest';
import type { FieldDefinition } from '../definition';
import { isList, isObject, type JsonObject } from '../json';
import { readVectors, testField } from '../testing';
import { mergeThreeWay, valueAt } from './three-way';

interface ThreeWayVector {
  readonly id: string;
  readonly fields: JsonObject;
  readonly base: JsonObject;
  readonly mine: JsonObject;
  readonly theirs: JsonObject;
  readonly result: JsonObject;
  readonly conflicts?: readonly string[];
}

interface VectorFile {
  readonly counts: { readonly three_way: number };
  readonly three_way: readonly ThreeWayVector[];
}

const file: VectorFile = JSON.parse(readVectors('merge-vectors.json'));

/** Vectors name fields by key; a subform's fields likewise. */
function fieldOf(name: string, json: JsonObject): FieldDefinition {
  const { options, fields, ...rest } = json;
  const ids = isList(options) ? options.map((id) => ({ id })) : [];
  const inner = isObject(fields)
    ? Object.entries(fields).flatMap(([key, value]) =>
        isObject(value) ? [[key, value] as const] : [],
      )
    : [];
  const field = testField({ ...rest, name, option_strings_text: ids, fields: [] });
  const subform = field.subform;
  return subform === undefined
    ? field
    : { ...field, subform: { ...subform, fields: inner.map(([key, one]) => fieldOf(key, one)) } };
}

function optionOrder(field: FieldDefinition): readonly string[] | undefined {
  return field.options.length === 0 ? undefined : field.options.map((option) => option.id);
}

describe('merge vectors', () => {
  it('are all there', () => {
    expect(file.three_way.length).toBe(file.counts.three_way);
  });

  it.each(file.three_way.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const fields = Object.entries(vector.fields).flatMap(([name, json]) =>
      isObject(json) ? [fieldOf(name, json)] : [],
    );
    const merged = mergeThreeWay(fields, vector, optionOrder);
    expect(merged.conflicts).toEqual(vector.conflicts ?? []);
    expect(merged.result).toEqual(vector.result);
  });
});

describe('valueAt', () => {
  const record = { a: 'x', s: [{ unique_id: '1', k: 'v', n: [{ unique_id: 'z', v: 2 }] }] };
  it('follows keys, and rows by unique_id', () => {
    expect(['/a', '/s/1/k', '/s/1/n/z/v', '/s/9/k', '/b'].map((at) => valueAt(record, at))).toEqual(
      ['x', 'v', 2, undefined, undefined],
    );
  });
});
