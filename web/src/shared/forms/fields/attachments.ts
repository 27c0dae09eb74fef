import { FieldType } from '../../wire/forms';
import { type FieldDefinition, isUpload } from '../definition';
import { isObject, type Json, type JsonObject, sameJson } from '../json';
import { rowsOf } from '../merge/rows';

export type AttachmentType = 'image' | 'audio' | 'document' | 'signature';

/** The wire's limit for one file. */
export const file_bytes_max = 20_971_520;

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const accepted: Readonly<Record<AttachmentType, readonly string[]>> = {
  image: ['image/jpeg', 'image/png'],
  audio: ['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/webm', '.m4a', '.mp3'],
  document: [
    'application/pdf',
    'text/plain',
    'text/csv',
    'application/msword',
    word,
    'application/vnd.ms-excel',
    sheet,
    'image/jpeg',
    'image/png',
    // Phones and desks without an office program name no kind at all.
    ...['.pdf', '.txt', '.csv', '.doc', '.docx', '.xls', '.xlsx', '.jpg', '.jpeg', '.png'],
  ],
  signature: ['image/png'],
};

export function attachmentType(field: FieldDefinition): AttachmentType {
  switch (field.type) {
    case FieldType.photo:
      return 'image';
    case FieldType.audio:
      return 'audio';
    case FieldType.signature:
      return 'signature';
    default:
      return 'document';
  }
}

export function acceptedTypes(field: FieldDefinition): readonly string[] {
  return accepted[attachmentType(field)];
}

/** Why a chosen file cannot be taken. */
export type FileProblem = 'too_large' | 'wrong_type' | 'empty';

export function fileProblem(field: FieldDefinition, file: File): FileProblem | undefined {
  if (file.size === 0) return 'empty';
  const type = attachmentType(field);
  // Photos are made smaller before they are sent.
  if (!file.type.startsWith('image/') && file.size > file_bytes_max) return 'too_large';
  const extension = `.${file.name.toLowerCase().split('.').pop() ?? ''}`;
  const fits =
    accepted[type].includes(file.type) ||
    accepted[type].includes(extension) ||
    (type === 'image' && file.type.startsWith('image/'));
  return fits ? undefined : 'wrong_type';
}

const file_key = 'file:';

/** The mark in a value that stands for a file chosen but not yet sent. */
export function pendingFile(key: string): string {
  return `${file_key}${key}`;
}

export function pendingKey(attachment: JsonObject): string | undefined {
  const mark = attachment['attachment'];
  return typeof mark === 'string' && mark.startsWith(file_key)
    ? mark.slice(file_key.length)
    : undefined;
}

/** The attachments of an upload field that are not marked for removal. */
export function attachmentsOf(value: Json | undefined): JsonObject[] {
  return rowsOf(value).filter((item) => item['_destroy'] !== true);
}

/** What has to be sent for the files of a record, one request each. */
export type AttachmentChange =
  | { readonly kind: 'add'; readonly field: FieldDefinition; readonly attachment: JsonObject }
  | { readonly kind: 'change'; readonly id: string; readonly changes: JsonObject }
  | { readonly kind: 'remove'; readonly id: string };

const details = ['description', 'date', 'comments', 'is_current'] as const;

function idOf(attachment: JsonObject): string | undefined {
  const { id } = attachment;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}

function changedDetails(before: JsonObject, now: JsonObject): JsonObject {
  const changed = details.filter((key) => !sameJson(before[key] ?? null, now[key] ?? null));
  return Object.fromEntries(changed.map((key) => [key, now[key] ?? null]));
}

function changesOfField(
  field: FieldDefinition,
  initial: Json | undefined,
  value: Json | undefined,
): AttachmentChange[] {
  const list = (json: Json | undefined) => (isObject(json) ? [json] : rowsOf(json));
  const before = new Map(list(initial).map((item) => [idOf(item), item]));
  return list(value).flatMap((attachment): AttachmentChange[] => {
    const id = idOf(attachment);
    if (id === undefined) {
      const isNew = attachment['_destroy'] !== true && pendingKey(attachment) !== undefined;
      return isNew ? [{ kind: 'add', field, attachment }] : [];
    }
    if (attachment['_destroy'] === true) return [{ kind: 'remove', id }];
    const changes = changedDetails(before.get(id) ?? {}, attachment);
    return Object.keys(changes).length === 0 ? [] : [{ kind: 'change', id, changes }];
  });
}

/** The files added, described anew and removed since the record was opened. */
export function attachmentChanges(
  fields: readonly FieldDefinition[],
  initial: JsonObject,
  values: JsonObject,
): AttachmentChange[] {
  return fields
    .filter((field) => isUpload(field) || field.type === FieldType.signature)
    .flatMap((field) => changesOfField(field, initial[field.name], values[field.name]));
}
