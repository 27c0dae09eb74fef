import { FieldType } from '../../wire/forms';
import { type FieldDefinition, type FormDefinition, isUpload } from '../definition';
import { entryScope, isEntryFieldShown, isFieldShown, recordScope } from '../engine/visibility';
import { isBlank, isList, isObject, type Json, type JsonObject, liveRows } from '../json';
import { type Finding, Problem } from './keys';
import { type CheckContext, checkValue } from './value';

export interface FormContext extends CheckContext {
  /** The record as it was opened: what was stored once may stay. */
  readonly initial: JsonObject;
  readonly attachmentsMax: number;
}

/** A problem with the form and the top-level field it belongs to. */
export interface FormFinding extends Finding {
  readonly form: string;
  readonly field: string;
}

interface Place {
  readonly field: FieldDefinition;
  readonly pointer: string;
  readonly values: JsonObject;
  readonly initial: JsonObject;
  readonly nested: boolean;
}

/**
 * Everything wrong in the given forms, in the order of forms and fields. Hand in only forms that
 * the person sees and may write.
 */
export function findProblems(
  forms: readonly FormDefinition[],
  values: JsonObject,
  context: FormContext,
): FormFinding[] {
  const record = recordScope(values, context);
  const found = forms.flatMap((form) =>
    form.fields
      .filter((field) => !field.disabled && isFieldShown(field, record))
      .flatMap((field) =>
        problemsOfField(
          { field, pointer: `/${field.name}`, values, initial: context.initial, nested: false },
          values,
          context,
        ).map((finding): FormFinding => ({ ...finding, form: form.uniqueId, field: field.name })),
      ),
  );
  return [...found, ...tooManyAttachments(forms, values, context)];
}

/** What is wrong in one entry of a subform; pointers begin below the entry. */
export function findEntryProblems(
  parent: FieldDefinition,
  entry: JsonObject,
  record: JsonObject,
  context: FormContext,
): Finding[] {
  return problemsOfEntry({ parent, entry, pointer: '', before: undefined }, record, context);
}

function problemsOfField(place: Place, record: JsonObject, context: FormContext): Finding[] {
  const { field, pointer, values } = place;
  const value = values[field.name];
  if (field.required && !isAnswered(field, value)) {
    return [{ pointer, key: Problem.required }];
  }
  if (field.type === FieldType.subform) return problemsOfRows(place, record, context);
  if (field.type === FieldType.document) return documentsWithoutFile(value, pointer);
  if (value === undefined || value === null || value === '') return [];
  return [
    ...checkValue(
      {
        field,
        pointer,
        value,
        current: place.initial[field.name],
        siblings: values,
        nested: place.nested,
      },
      context,
    ).findings,
  ];
}

function problemsOfRows(place: Place, record: JsonObject, context: FormContext): Finding[] {
  const { field, pointer, values, initial } = place;
  const rows = values[field.name];
  if (!isList(rows)) return [];
  const before = liveRows(initial[field.name]);
  return rows.flatMap((entry, index) => {
    if (!isObject(entry) || entry['_destroy'] === true) return [];
    return problemsOfEntry(
      {
        parent: field,
        entry,
        pointer: `${pointer}/${index}`,
        before: before.find((row) => row['unique_id'] === entry['unique_id']),
      },
      record,
      context,
    );
  });
}

interface Entry {
  readonly parent: FieldDefinition;
  readonly entry: JsonObject;
  readonly pointer: string;
  readonly before: JsonObject | undefined;
}

function problemsOfEntry(
  { parent, entry, pointer, before }: Entry,
  record: JsonObject,
  context: FormContext,
): Finding[] {
  const scope = entryScope(entry, record, context);
  return (parent.subform?.fields ?? [])
    .filter((field) => !field.disabled && isEntryFieldShown(parent, field, scope))
    .flatMap((field) =>
      problemsOfField(
        {
          field,
          pointer: `${pointer}/${field.name}`,
          values: entry,
          initial: before ?? {},
          nested: true,
        },
        record,
        context,
      ),
    );
}

/** Whether a required field is answered. Zero, and a stored false of a radio, are answers. */
export function isAnswered(field: FieldDefinition, value: Json | undefined): boolean {
  switch (field.type) {
    case FieldType.separator:
    case FieldType.calculated:
      return true;
    case FieldType.tickBox:
      return value === true;
    case FieldType.tally:
      return (
        isObject(value) &&
        Object.entries(value).some(([id, count]) => id !== 'total' && typeof count === 'number')
      );
    case FieldType.subform:
    case FieldType.photo:
    case FieldType.audio:
    case FieldType.document:
      return liveRows(value).length > 0;
    case FieldType.signature:
      return isObject(value) && hasFile(value);
    default:
      return typeof value === 'string' ? value.trim() !== '' : !isBlank(value);
  }
}

function hasFile(attachment: JsonObject): boolean {
  return Boolean(attachment['attachment_url']) || Boolean(attachment['attachment']);
}

function documentsWithoutFile(value: Json | undefined, pointer: string): Finding[] {
  if (!isList(value)) return [];
  return value.flatMap((entry, index): Finding[] => {
    const complete = !isObject(entry) || entry['_destroy'] === true || hasFile(entry);
    return complete ? [] : [{ pointer: `${pointer}/${index}`, key: Problem.documentFile }];
  });
}

/** Names the field with which the record crosses the limit. */
function tooManyAttachments(
  forms: readonly FormDefinition[],
  values: JsonObject,
  { attachmentsMax }: FormContext,
): FormFinding[] {
  let count = 0;
  const seen = new Set<string>();
  for (const form of forms) {
    for (const field of form.fields.filter(isUpload)) {
      if (!seen.has(field.name)) count += liveRows(values[field.name]).length;
      seen.add(field.name);
      if (count > attachmentsMax) {
        const finding = { pointer: `/${field.name}`, key: Problem.attachmentsMaximum };
        const parameters = { max: attachmentsMax };
        return [{ ...finding, parameters, form: form.uniqueId, field: field.name }];
      }
    }
  }
  return [];
}
