import { describe, expect, it } from 'vitest';
import type { FieldDefinition } from '../definition';
import { isList, isObject, type Json, type JsonObject } from '../json';
import { readVectors, testField, testForm } from '../testing';
import { findProblems } from './form';
import { checkValue, int32_min, type OptionIds } from './value';

interface Expected {
  readonly pointer: string;
  readonly key: string;
}

interface ServerVector {
  readonly id: string;
  readonly field: JsonObject;
  readonly value: Json;
  readonly outcome: string;
  readonly stored?: Json;
  readonly errors?: readonly Expected[];
  readonly current?: Json;
  readonly values?: JsonObject;
  readonly top_level_only?: boolean;
}

interface ClientVector {
  readonly id: string;
  readonly fields: readonly JsonObject[];
  readonly values: JsonObject;
  readonly errors: readonly Expected[];
  readonly maximum_attachments_per_record?: number;
}

interface OptionJson {
  readonly id: string;
  readonly disabled?: boolean;
}

interface VectorFile {
  readonly context: {
    readonly today: string;
    readonly time_zone: string;
    readonly lookups: Readonly<Record<string, readonly OptionJson[]>>;
    readonly locations: readonly string[];
    readonly agencies: readonly string[];
    readonly users: readonly string[];
    readonly text_field_length_max: number;
    readonly textarea_length_max: number;
  };
  readonly server: readonly ServerVector[];
  readonly client: readonly ClientVector[];
  readonly counts: { readonly server: number; readonly client: number };
}

const file: VectorFile = JSON.parse(readVectors('validation-vectors.json'));
const { context } = file;

function ids(options: readonly OptionJson[]): OptionIds {
  return new Map(options.map(({ id, disabled }) => [id, disabled === true]));
}

function optionsOf(field: FieldDefinition): OptionIds {
  const sources: Readonly<Record<string, readonly string[]>> = {
    Location: context.locations,
    Agency: context.agencies,
    User: context.users,
  };
  const source = field.source;
  if (source === undefined) return ids(field.options);
  const fixed = sources[source];
  if (fixed !== undefined) return ids(fixed.map((id) => ({ id })));
  return ids(context.lookups[source.replace('lookup ', '')] ?? []);
}

const checking = {
  today: context.today,
  zone: context.time_zone,
  optionsOf,
  numberMin: int32_min,
  textLengthMax: context.text_field_length_max,
  textareaLengthMax: context.textarea_length_max,
};

/** Rows are numbered when they are stored, not when they are checked. */
function withoutNew(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((item) => withoutNew(item) ?? null);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== '$new');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNew(inner)]));
}

function expectedStored(vector: ServerVector): Json | undefined {
  if (vector.outcome === 'dropped' || vector.outcome === 'invalid') return undefined;
  return withoutNew('stored' in vector ? vector.stored : vector.value);
}

describe('server vectors', () => {
  it('are all there', () => {
    expect([file.server.length, file.client.length]).toEqual([
      file.counts.server,
      file.counts.client,
    ]);
  });

  it.each(file.server.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const field = testField(vector.field);
    const checked = checkValue(
      {
        field,
        pointer: `/${field.name}`,
        value: vector.value,
        current: vector.current,
        siblings: vector.values ?? {},
        nested: false,
      },
      checking,
    );
    expect(checked.outcome).toBe(vector.outcome);
    expect(checked.findings.map(({ pointer, key }) => ({ pointer, key }))).toEqual(
      vector.errors ?? [],
    );
    expect(checked.stored).toEqual(expectedStored(vector));
  });

  const inRows = file.server.filter((vector) => vector.top_level_only !== true);
  it.each(inRows.map((vector) => [vector.id, vector] as const))('in a row: %s', (_id, vector) => {
    const id = '99999999-9999-4999-8999-999999999999';
    const name = String(vector.field['name']);
    const rows = testField({ name: 'rows', type: 'subform', fields: [vector.field] });
    const row = { ...vector.values, unique_id: id, [name]: vector.value };
    const before = vector.current === undefined ? [] : [{ unique_id: id, [name]: vector.current }];
    const checked = checkValue(
      { field: rows, pointer: '/rows', value: [row], current: before, siblings: {}, nested: false },
      checking,
    );
    expect(checked.findings.map(({ pointer, key }) => ({ pointer, key }))).toEqual(
      (vector.errors ?? []).map(({ pointer, key }) => ({ pointer: `/rows/0${pointer}`, key })),
    );
    if (vector.outcome === 'invalid') return;
    const kept = expectedStored(vector);
    const expected = kept === undefined ? { unique_id: id } : { unique_id: id, [name]: kept };
    expect(checked.stored).toEqual([expected]);
  });
});

describe('client vectors', () => {
  it.each(file.client.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const form = testForm('form', vector.fields.map(testField));
    const findings = findProblems([form], vector.values, {
      ...checking,
      numberMin: 0,
      initial: {},
      attachmentsMax: vector.maximum_attachments_per_record ?? 100,
    });
    expect(findings.map(({ pointer, key }) => ({ pointer, key }))).toEqual(vector.errors);
  });
});
