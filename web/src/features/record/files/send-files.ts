import type { FormStore } from '../../../shared/forms/engine/store';
import { type AttachmentChange, pendingKey } from '../../../shared/forms/fields/attachments';
import type { FileBox, FormView } from '../../../shared/forms/fields/form-view';
import { isBlank, type JsonObject } from '../../../shared/forms/json';
import { FailureKind, isFailure } from '../../../shared/wire/failure';
import type { RecordType } from '../../../shared/wire/records';
import type { AttemptKeys } from '../attempt-keys';
import { addAttachment, changeAttachment, removeAttachment } from './attachments.wire';

/** What saving needs of an open form. */
export interface Saving {
  readonly type: RecordType;
  readonly id: string;
  readonly store: FormStore;
  readonly view: FormView;
  readonly keys: AttemptKeys;
  /** Version the person began with; undefined for a new record. */
  readonly revision: number | undefined;
  /** `part`: how much of the file has arrived, from 0 to 1, when it goes in pieces. */
  readonly onProgress: (sent: number, all: number, part?: number) => void;
  /** Ends the sending of files. */
  readonly signal: AbortSignal;
}

/** Sends the changes of files one by one. Throws `WireFailure`. */
export async function sendAll(saving: Saving, changes: readonly AttachmentChange[]): Promise<void> {
  const { onProgress } = saving;
  for (const [index, change] of changes.entries()) {
    onProgress(index, changes.length);
    await sendFile(saving, change, (part) => onProgress(index, changes.length, part));
  }
}

async function sendFile(
  saving: Saving,
  change: AttachmentChange,
  onPart: (part: number) => void,
): Promise<void> {
  const { type, id: record, keys, view, signal } = saving;
  if (change.kind === 'remove') {
    await removeAttachment(type, record, change.id).catch(unlessGone);
  } else if (change.kind === 'change') {
    const key = keys.of({ record, id: change.id, changes: change.changes });
    await changeAttachment({ type, record, key }, change.id, change.changes);
  } else {
    const { attachment, field } = change;
    const { content, onRefused } = await contentOf(view.files, attachment, { onPart, signal });
    const data = {
      ...attachment,
      // The server looks at the bytes itself.
      content_type: undefined,
      field_name: field.name,
      ...content,
    };
    const key = keys.of({ record, file: attachment['attachment'] ?? null });
    await addAttachment({ type, record, key }, withoutNulls(data)).catch((failure: unknown) => {
      onRefused?.(failure);
      throw failure;
    });
  }
}

/** A file that is gone already is as good as removed. */
function unlessGone(failure: unknown): void {
  if (!isFailure(failure, FailureKind.notFound)) throw failure;
}

function withoutNulls(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => !isBlank(value)));
}

interface Content {
  readonly content: JsonObject;
  readonly onRefused?: (failure: unknown) => void;
}

/** Large files go in pieces, so that a lost connection does not begin them anew. */
async function contentOf(
  files: FileBox,
  attachment: JsonObject,
  watch: { onPart: (part: number) => void; signal: AbortSignal },
): Promise<Content> {
  const key = pendingKey(attachment);
  const file = key === undefined ? undefined : files.get(key);
  if (file === undefined) return { content: { attachment: '' } };
  if (file.size > pieces_from_bytes && canSendInPieces()) {
    const { sendInPieces, takeRefusal } = await import('../../../shared/uploads/pieces');
    const upload = await sendInPieces(file, watch);
    return {
      content: { attachment: null, upload_id: upload },
      onRefused: (failure) => takeRefusal(file, failure),
    };
  }
  return { content: { attachment: base64(new Uint8Array(await file.arrayBuffer())) } };
}

const pieces_from_bytes = 256 * 1024;

/** The check of the whole needs what browsers keep for secure pages. */
function canSendInPieces(): boolean {
  return window.isSecureContext;
}

/** In slices: a call with millions of arguments would overflow the stack. */
function base64(bytes: Uint8Array): string {
  const slice = 0x8000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += slice) {
    binary += String.fromCharCode(...bytes.subarray(start, start + slice));
  }
  return btoa(binary);
}
