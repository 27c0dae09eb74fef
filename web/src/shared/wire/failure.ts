/** What kind of "no" came back: closed set, decides the words a person reads. */
export const FailureKind = {
  offline: 'offline',
  unreachable: 'unreachable',
  /** Another page answers in place of the server. */
  stranger: 'stranger',
  /** Nothing was sent: the device is in field mode. */
  fieldMode: 'field_mode',
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  notFound: 'not_found',
  conflict: 'conflict',
  stale: 'stale',
  invalid: 'invalid',
  throttled: 'throttled',
  tooLarge: 'too_large',
  busy: 'busy',
  server: 'server',
  unreadable: 'unreadable',
} as const;
export type FailureKind = (typeof FailureKind)[keyof typeof FailureKind];

/** One entry of the server's `errors` array; `detail` holds JSON pointers or attribute names. */
export interface Problem {
  status: number;
  messages: readonly string[];
  details: readonly string[];
  /** What a person may read of it: sentences, never keys or fixed words of the wire. */
  reasons: readonly string[];
}

interface FailureInit {
  status?: number;
  problems?: readonly Problem[];
  retryAfterSeconds?: number;
  body?: unknown;
  cause?: unknown;
}

/** Every refused or failed call ends as this error; nothing else leaves the wire. */
export class WireFailure extends Error {
  readonly kind: FailureKind;
  /** HTTP status, or 0 when no answer came. */
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly retryAfterSeconds: number | undefined;
  /** The answer's body as it came, for callers that know more of its shape. */
  readonly body: unknown;

  constructor(kind: FailureKind, init: FailureInit = {}) {
    super(`wire.${kind}`, { cause: init.cause });
    this.name = 'WireFailure';
    this.kind = kind;
    this.status = init.status ?? 0;
    this.problems = init.problems ?? [];
    this.retryAfterSeconds = init.retryAfterSeconds;
    this.body = init.body;
  }
}

const kindByStatus: Readonly<Record<number, FailureKind>> = {
  400: FailureKind.invalid,
  401: FailureKind.unauthenticated,
  403: FailureKind.forbidden,
  404: FailureKind.notFound,
  409: FailureKind.conflict,
  410: FailureKind.notFound,
  412: FailureKind.stale,
  413: FailureKind.tooLarge,
  422: FailureKind.invalid,
  429: FailureKind.throttled,
  502: FailureKind.unreachable,
  503: FailureKind.busy,
  504: FailureKind.unreachable,
};

export function kindOfStatus(status: number): FailureKind {
  return kindByStatus[status] ?? FailureKind.server;
}

export function isFailure(error: unknown, ...kinds: readonly FailureKind[]): error is WireFailure {
  return error instanceof WireFailure && (kinds.length === 0 || kinds.includes(error.kind));
}
