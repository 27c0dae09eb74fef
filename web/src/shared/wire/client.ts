import * as v from 'valibot';
import { isFieldMode, isStranger, Line, lineMet } from './connection';
import { FailureKind, kindOfStatus, WireFailure } from './failure';
import { startPatience } from './patience';
import { problemsOf } from './problems';
import { queryString, type Query } from './query';
import { noteRoundTrip } from './slow-line';

const base = '/api/v2';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface CallOptions {
  method?: Method;
  query?: Query;
  /** Sent as JSON. Wrap it yourself: `{ data: … }` or `{ user: … }`. */
  body?: unknown;
  /** Bytes as they are, in place of `body`. */
  bytes?: Blob;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  /** Goes out although the page is being closed. */
  keepalive?: boolean;
}

export interface Answer<T> {
  body: T;
  /** Entity tag for `If-Match`, when the server sent one. */
  etag: string | undefined;
}

type Listener = () => void;
const unauthenticatedListeners = new Set<Listener>();

/** Called whenever the server answers 401 to anything but a sign-in. Returns the clean-up. */
export function onUnauthenticated(listener: Listener): Listener {
  unauthenticatedListeners.add(listener);
  return () => unauthenticatedListeners.delete(listener);
}

/** Calls the API and passes the answer through `schema`. Throws `WireFailure` only. */
export async function call<S extends v.GenericSchema>(
  path: string,
  schema: S,
  options: CallOptions = {},
): Promise<v.InferOutput<S>> {
  return (await callForAnswer(path, schema, options)).body;
}

/** As `call`, with the entity tag beside the body. */
export async function callForAnswer<S extends v.GenericSchema>(
  path: string,
  schema: S,
  options: CallOptions = {},
): Promise<Answer<v.InferOutput<S>>> {
  const response = await send(path, options);
  if (!response.ok) {
    throw await failureOf(path, response);
  }
  const parsed = v.safeParse(schema, await readJson(response, options));
  if (!parsed.success) {
    throw new WireFailure(FailureKind.unreadable, {
      status: response.status,
      cause: parsed.issues,
    });
  }
  return { body: parsed.output, etag: response.headers.get('etag') ?? undefined };
}

/** A file the server made, and how it is to be called. */
export interface ReceivedFile {
  readonly blob: Blob;
  readonly name: string | undefined;
  readonly headers: Headers;
}

/** As `call`, for an answer that is a file. */
export async function callForFile(path: string, options: CallOptions): Promise<ReceivedFile> {
  const response = await send(path, options);
  if (!response.ok) throw await failureOf(path, response);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  const blob = await response.blob().catch((cause: unknown) => lost(cause, options));
  return { blob, name: named?.[1], headers: response.headers };
}

async function send(path: string, options: CallOptions): Promise<Response> {
  if (isFieldMode()) throw new WireFailure(FailureKind.fieldMode);
  const method = options.method ?? 'GET';
  const patience = startPatience(method === 'GET', options.signal);
  const begun = performance.now();
  try {
    const answer = await fetch(`${base}${path}${queryString(options.query)}`, {
      method,
      headers: headersFor(method, options),
      credentials: 'same-origin',
      keepalive: options.keepalive === true,
      signal: patience.signal,
      ...bodyOf(options),
    });
    learn(answer);
    if (method === 'GET') noteRoundTrip(performance.now() - begun);
    return patience.follow(answer);
  } catch (cause) {
    patience.end();
    if (cause instanceof WireFailure) throw cause;
    return lost(cause, options);
  }
}

/** What an answer says of the line. A page of somebody else is no answer. */
function learn(answer: Response): void {
  if (isStranger(answer)) {
    lineMet(Line.stranger);
    throw new WireFailure(FailureKind.stranger, { status: answer.status });
  }
  const isReached = kindOfStatus(answer.status) !== FailureKind.unreachable;
  lineMet(isReached ? Line.online : Line.offline);
}

/** The line broke, or nothing came over it any more. */
function lost(cause: unknown, options: CallOptions): never {
  if (options.signal?.aborted) {
    throw cause;
  }
  lineMet(Line.offline);
  const kind = navigator.onLine ? FailureKind.unreachable : FailureKind.offline;
  throw new WireFailure(kind, { cause });
}

function bodyOf({ body, bytes }: CallOptions): RequestInit {
  if (bytes !== undefined) return { body: bytes };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

function headersFor(method: Method, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.bytes !== undefined) {
    headers['Content-Type'] = 'application/octet-stream';
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const token = method === 'GET' ? undefined : csrfToken();
  if (token !== undefined) {
    headers['X-CSRF-Token'] = token;
  }
  return headers;
}

/** The readable cookie the server sets on each answer; any of a session's values is valid. */
export function csrfToken(): string | undefined {
  const pair = document.cookie.split('; ').find((entry) => entry.startsWith('CSRF-TOKEN='));
  const value = pair?.slice('CSRF-TOKEN='.length) ?? '';
  return value === '' ? undefined : decodeURIComponent(value);
}

async function failureOf(path: string, response: Response): Promise<WireFailure> {
  const kind = kindOfStatus(response.status);
  if (kind === FailureKind.unauthenticated && path !== '/tokens') {
    for (const listener of unauthenticatedListeners) {
      listener();
    }
  }
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const body = await readJson(response, {}).catch(() => undefined);
  return new WireFailure(kind, {
    status: response.status,
    problems: problemsOf(body),
    body,
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
  });
}

async function readJson(response: Response, options: CallOptions): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => lost(cause, options));
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WireFailure(FailureKind.unreadable, { status: response.status, cause });
  }
}
