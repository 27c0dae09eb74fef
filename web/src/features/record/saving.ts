import type { FieldDefinition } from '../../shared/forms/definition';
import { creationData, patchOf } from '../../shared/forms/engine/patch';
import { isFieldShown, recordScope } from '../../shared/forms/engine/visibility';
import type { FormStore } from '../../shared/forms/engine/store';
import { attachmentChanges } from '../../shared/forms/fields/attachments';
import type { FormView } from '../../shared/forms/fields/form-view';
import { isBlank, type JsonObject } from '../../shared/forms/json';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import type { Saving } from './files/send-files';
import { createRecord, fetchRecord, updateRecord } from './record.wire';

/** Fields that the person may write: those of at least one writable form. */
export function writableFields(store: FormStore, view: FormView): FieldDefinition[] {
  const fields = store.spec.forms
    .filter((form) => !view.isReadOnly(form.uniqueId))
    .flatMap((form) => form.fields)
    .filter((field) => !field.disabled);
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** Answers of hidden fields that the deployment does not want to keep. */
function clearedHidden({ store, view }: Saving): JsonObject {
  const scope = recordScope(store.values, view.clock);
  const cleared = writableFields(store, view).filter(
    (field) =>
      field.clearWhenHidden && !isFieldShown(field, scope) && !isBlank(store.value(field.name)),
  );
  return Object.fromEntries(cleared.map((field) => [field.name, null]));
}

/** What would be sent now. */
export function changesOf(saving: Saving): {
  readonly data: JsonObject;
  readonly base: JsonObject;
} {
  const { store, view } = saving;
  const values = { ...store.values, ...clearedHidden(saving) };
  return patchOf(writableFields(store, view), store.initial, values);
}

/** Sends the changed keys, then the files one by one. Throws `WireFailure`. */
export async function saveChanges(saving: Saving): Promise<void> {
  const { type, id, keys, revision } = saving;
  const { data, base } = changesOf(saving);
  if (Object.keys(data).length > 0) {
    const basis = revision === undefined ? {} : { base: { revision, values: base } };
    await updateRecord({ type, id, data, ...basis, key: keys.of({ id, data, ...basis }) });
  }
  await sendFiles(saving);
}

/**
 * Creates the record under the id this form made for it. When the id is taken, an earlier attempt
 * arrived although its answer was lost: then what was typed since is sent as a change, and no
 * second child comes into being.
 */
export async function saveNew(saving: Saving, fixed: JsonObject): Promise<void> {
  const { type, id, store, view, keys } = saving;
  const answers = creationData(writableFields(store, view), {
    ...store.values,
    ...clearedHidden(saving),
  });
  const data = { ...answers, ...fixed };
  try {
    await createRecord({ type, id, data, key: keys.of({ id, data }) });
  } catch (failure) {
    if (!isFailure(failure, FailureKind.conflict)) throw failure;
    await fetchRecord(type, id);
    await updateRecord({ type, id, data: answers, key: keys.of({ id, answers, again: true }) });
  }
  await sendFiles(saving);
}

/** How files go is fetched with the first that does. */
async function sendFiles(saving: Saving): Promise<void> {
  const { store, view } = saving;
  const changes = attachmentChanges(writableFields(store, view), store.initial, store.values);
  if (changes.length === 0) return;
  const { sendAll } = await import('./files/send-files');
  await sendAll(saving, changes);
}
