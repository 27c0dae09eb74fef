import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { field as wireField, type Field } from '../wire/forms';
import { type FieldDefinition, fieldDefinition, type FormDefinition } from './definition';
import { isList, isObject, type Json } from './json';
import { withCompanions } from './partial-date';

/** A field definition from the short form the test vectors use: a subform holds its `fields`. */
export function testField(json: Json): FieldDefinition {
  const wire: Field = v.parse(wireField, json);
  const inner = isObject(json) ? json['fields'] : undefined;
  const fields = isList(inner) ? inner.map(testField) : undefined;
  return fieldDefinition(wire, fields === undefined ? undefined : testForm(wire.name, fields));
}

export function testForm(
  uniqueId: string,
  fields: readonly FieldDefinition[],
  more: Partial<FormDefinition> = {},
): FormDefinition {
  return {
    uniqueId,
    recordType: 'case',
    modules: [],
    name: { en: uniqueId },
    help: undefined,
    group: undefined,
    groupOrder: 0,
    order: 0,
    visible: true,
    firstTab: false,
    condition: undefined,
    appendOnly: false,
    keepEntries: false,
    initialEntries: 0,
    headerFields: fields.slice(0, 1).map((field) => field.name),
    fields: withCompanions(fields),
    ...more,
  };
}

/** A vector file shared with the server, as text. */
export function readVectors(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../../../testdata', name), 'utf8');
}
