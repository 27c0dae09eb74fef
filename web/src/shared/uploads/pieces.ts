import * as v from 'valibot';
import { call } from '../wire/client';
import { FailureKind, isFailure } from '../wire/failure';

/** Small enough for a minute on a very bad line. */
export const piece_bytes = 128 * 1024;
/** Pauses between attempts at one piece; after the last one whoever saves decides. */
const pauses_ms = [1_000, 3_000, 8_000, 15_000, 30_000];

const answer = v.object({ data: v.object({ id: v.string(), received: v.number() }) });
type Upload = v.InferOutput<typeof answer>['data'];

interface Watch {
  /** How much has arrived, from 0 to 1. */
  onPart: (part: number) => void;
  signal: AbortSignal;
}

interface Begun {
  readonly id: string;
  /** All of it arrived: the server may have attached it already, and its answer was lost. */
  isComplete: boolean;
}

/** Uploads that were begun, by file: the next attempt goes on where the last one ended. */
const begun = new WeakMap<Blob, Begun>();

/**
 * Sends the file piece by piece and gives the number under which the server keeps it. Throws
 * `WireFailure` when a piece does not get through; sending the same file again goes on from there.
 */
export async function sendInPieces(file: Blob, { onPart, signal }: Watch): Promise<string> {
  const known = begun.get(file);
  if (known?.isComplete === true) return known.id;
  try {
    let upload = await beginOrGoOn(file, signal);
    onPart(upload.received / file.size);
    while (upload.received < file.size) {
      upload = await patiently(() => sendPiece(file, upload, signal), signal);
      onPart(upload.received / file.size);
    }
    begun.set(file, { id: upload.id, isComplete: true });
    return upload.id;
  } catch (failure) {
    if (signal.aborted) forget(file);
    throw failure;
  }
}

/** What the server said when it was to attach the file: one it no longer has begins anew. */
export function takeRefusal(file: Blob, failure: unknown): void {
  if (isFailure(failure, FailureKind.notFound)) begun.delete(file);
}

async function beginOrGoOn(file: Blob, signal: AbortSignal): Promise<Upload> {
  const known = begun.get(file);
  if (known !== undefined) {
    try {
      return (await call(`/uploads/${known.id}`, answer, { signal })).data;
    } catch (failure) {
      // The server keeps it for a day only.
      if (!isFailure(failure, FailureKind.notFound)) throw failure;
    }
  }
  const data = { size: file.size, digest: await digestOf(file) };
  const upload = (await call('/uploads', answer, { method: 'POST', body: { data }, signal })).data;
  begun.set(file, { id: upload.id, isComplete: false });
  return upload;
}

/** The next piece; where the server has another idea of what is next, that one. */
async function sendPiece(file: Blob, { id, received }: Upload, signal: AbortSignal) {
  const path = `/uploads/${id}`;
  try {
    const sent = await call(path, answer, {
      method: 'PATCH',
      bytes: file.slice(received, received + piece_bytes),
      headers: { 'Upload-Offset': String(received) },
      signal,
    });
    return sent.data;
  } catch (failure) {
    if (!isFailure(failure, FailureKind.conflict)) throw failure;
    return (await call(path, answer, { signal })).data;
  }
}

const passing: readonly FailureKind[] = [
  FailureKind.offline,
  FailureKind.unreachable,
  FailureKind.stranger,
  FailureKind.busy,
];

/** Again after a pause, when the line or the server failed; sooner when the line comes back. */
async function patiently<T>(step: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (const pause of pauses_ms) {
    try {
      return await step();
    } catch (failure) {
      if (!passing.some((kind) => isFailure(failure, kind))) throw failure;
    }
    await restOf(pause, signal);
  }
  return step();
}

function restOf(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, pause);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}

async function digestOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Somebody changed their mind; what has arrived goes by itself when nobody can be told. */
function forget(file: Blob): void {
  const id = begun.get(file)?.id;
  begun.delete(file);
  if (id === undefined) return;
  call(`/uploads/${id}`, v.unknown(), { method: 'DELETE' }).catch(() => undefined);
}
