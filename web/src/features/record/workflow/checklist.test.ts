import { describe, expect, it } from 'vitest';
import { FormStore } from '../../../shared/forms/engine/store';
import { isList, isObject, type Json, type JsonObject } from '../../../shared/forms/json';
import { readVectors, testField, testForm } from '../../../shared/forms/testing';
import { checklistOf } from './checklist';

interface Vector {
  readonly name: string;
  readonly case: JsonObject;
  readonly lines: readonly [string, boolean][];
}

interface VectorFile {
  readonly today: string;
  readonly forms: readonly JsonObject[];
  readonly step: JsonObject;
  readonly vectors: readonly Vector[];
}

const file: VectorFile = JSON.parse(readVectors('checklist-vectors.json'));

const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);

const forms = file.forms.map((form) =>
  testForm(String(form['unique_id']), listOf(form['fields']).map(testField), {
    condition: isObject(form['display_conditions']) ? form['display_conditions'] : undefined,
  }),
);

const module = {
  unique_id: 'primeromodule-cp',
  name: 'CP',
  associated_record_types: ['case'],
  options: {},
  module_options: { step_checklist: [file.step] },
  workflows: {},
};

/** As the server names it: a form by its id, an answer by its field. */
function linesOf(values: JsonObject): [string, boolean][] {
  const store = new FormStore({ forms, values, clock: { today: file.today, zone: 'UTC' } });
  return checklistOf(module, 'case_plan', store).map(({ form, field, isDone }) => [
    field === undefined ? `form:${form}` : `field:${field}`,
    isDone,
  ]);
}

describe('the checklist of a step', () => {
  it.each(file.vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    expect(linesOf(vector.case)).toEqual(vector.lines);
  });

  it('is read with all its vectors', () => {
    expect(file.vectors.length).toBeGreaterThanOrEqual(9);
  });
});
