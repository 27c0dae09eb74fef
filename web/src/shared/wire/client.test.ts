import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { call, callForAnswer, csrfToken, onUnauthenticated } from './client';
import { FailureKind, isFailure, kindOfStatus, WireFailure } from './failure';

const thing = v.object({ data: v.object({ id: v.number() }) });

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

function answerWith(body: string, init: ResponseInit = {}) {
  const fetched = vi.fn<Fetch>(() => Promise.resolve(new Response(body, init)));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

/** An answer whose pieces come when they are given. It breaks when the call is ended. */
function answerInPieces() {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const fetched: Fetch = (_url, { signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => {
        streams.push(stream);
        signal?.addEventListener('abort', () => stream.error(signal.reason));
      },
    });
    return Promise.resolve(new Response(body));
  };
  const pieces = () => {
    const last = streams.at(-1);
    if (last === undefined) throw new Error('nothing was asked');
    return last;
  };
  return { fetched, pieces };
}

function untilEnded(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('ended')));
  });
}

async function failureOf(promise: Promise<unknown>): Promise<WireFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WireFailure)) {
    throw new Error('expected a WireFailure');
  }
  return error;
}

describe('a call', () => {
  it('asks below the API and returns what the schema accepts', async () => {
    const fetched = answerWith('{"data":{"id":4,"secret":"x"}}');
    expect(await call('/things', thing, { query: { a: 1 } })).toEqual({ data: { id: 4 } });
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v2/things?a=1');
    expect(fetched.mock.calls[0]?.[1].method).toBe('GET');
  });

  it('sends JSON and the CSRF token with everything that changes something', async () => {
    document.cookie = 'CSRF-TOKEN=a%2Fb%3D%3D; path=/';
    const fetched = answerWith('{"data":{"id":4}}');
    await call('/things', thing, { method: 'POST', body: { data: { x: 1 } } });
    const sent = fetched.mock.calls[0]?.[1];
    const headers = new Headers(sent?.headers);
    expect(csrfToken()).toBe('a/b==');
    expect(headers.get('X-CSRF-Token')).toBe('a/b==');
    expect(headers.get('Content-Type')).toBe('application/json');
    expect(sent?.body).toBe('{"data":{"x":1}}');
  });

  it('does not send the token with a read', async () => {
    const fetched = answerWith('{"data":{"id":4}}');
    await call('/things', thing);
    expect(new Headers(fetched.mock.calls[0]?.[1].headers).has('X-CSRF-Token')).toBe(false);
  });

  it('gives the entity tag beside the body', async () => {
    answerWith('{"data":{"id":4}}', { headers: { ETag: '"7"' } });
    expect((await callForAnswer('/things/4', thing)).etag).toBe('"7"');
  });

  it('accepts an empty answer where the schema does', async () => {
    answerWith('');
    expect(await call('/things/4', v.undefined(), { method: 'DELETE' })).toBeUndefined();
  });

  it('carries the problems of a refusal', async () => {
    answerWith('{"errors":[{"status":422,"detail":["/age"],"message":"Invalid Record JSON"}]}', {
      status: 422,
    });
    const failure = await failureOf(call('/things', thing));
    expect(failure.kind).toBe(FailureKind.invalid);
    expect(failure.problems).toEqual([
      { status: 422, messages: ['Invalid Record JSON'], details: ['/age'], reasons: [] },
    ]);
  });

  it('carries how long to wait', async () => {
    answerWith('Retry later', { status: 429, headers: { 'Retry-After': '30' } });
    const failure = await failureOf(call('/tokens', thing));
    expect(failure.kind).toBe(FailureKind.throttled);
    expect(failure.retryAfterSeconds).toBe(30);
  });

  it('tells listeners of an ended session, but not of a refused sign-in', async () => {
    const listener = vi.fn();
    const stop = onUnauthenticated(listener);
    answerWith('{"error":"no"}', { status: 401 });
    await failureOf(call('/tokens', thing));
    expect(listener).not.toHaveBeenCalled();
    answerWith('{"error":"no"}', { status: 401 });
    await failureOf(call('/things', thing));
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    answerWith('{"error":"no"}', { status: 401 });
    await failureOf(call('/things', thing));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('calls an answer it does not understand unreadable', async () => {
    answerWith('{"data":{"id":"four"}}');
    expect((await failureOf(call('/things', thing))).kind).toBe(FailureKind.unreadable);
    answerWith('<html>');
    expect((await failureOf(call('/things', thing))).kind).toBe(FailureKind.unreadable);
  });

  it('tells a dead line from a missing one', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failureOf(call('/things', thing))).kind).toBe(FailureKind.unreachable);
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect((await failureOf(call('/things', thing))).kind).toBe(FailureKind.offline);
  });

  it('waits for a slow answer as long as it comes, and not for one that stopped', async () => {
    vi.useFakeTimers();
    try {
      const { pieces, fetched } = answerInPieces();
      vi.stubGlobal('fetch', fetched);
      const slow = call('/things', thing);
      for (const piece of ['{"data"', ':{"id"', ':4}', '}']) {
        await vi.advanceTimersByTimeAsync(19_000);
        pieces().enqueue(new TextEncoder().encode(piece));
      }
      pieces().close();
      expect(await slow).toEqual({ data: { id: 4 } });

      const stopped = failureOf(call('/things', thing));
      await vi.advanceTimersByTimeAsync(100);
      pieces().enqueue(new TextEncoder().encode('{"data"'));
      await vi.advanceTimersByTimeAsync(20_100);
      expect((await stopped).kind).toBe(FailureKind.unreachable);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes an answer without a body, though the browser gives it an empty one', async () => {
    const empty = new ReadableStream({ start: (stream) => stream.close() });
    const answer = new Response(empty, { status: 200 });
    Object.defineProperty(answer, 'status', { value: 204 });
    expect(answer.body).not.toBeNull();
    vi.stubGlobal('fetch', () => Promise.resolve(answer));
    // As browsers do.
    class StrictResponse extends Response {
      constructor(body?: BodyInit | null, init: ResponseInit = {}) {
        if (init.status === 204 && body !== null) throw new TypeError('no body with 204');
        super(body, init);
      }
    }
    vi.stubGlobal('Response', StrictResponse);
    expect(await call('/things', v.undefined(), { method: 'POST' })).toBeUndefined();
  });

  it('waits a minute for a write, and twenty seconds for a read', async () => {
    vi.useFakeTimers();
    try {
      vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => untilEnded(signal));
      const read = failureOf(call('/things', thing));
      const write = failureOf(call('/things', thing, { method: 'POST' }));
      const ended: string[] = [];
      void read.then(() => ended.push('read'));
      void write.then(() => ended.push('write'));
      await vi.advanceTimersByTimeAsync(19_900);
      expect(ended).toEqual([]);
      await vi.advanceTimersByTimeAsync(200);
      expect(ended).toEqual(['read']);
      await vi.advanceTimersByTimeAsync(40_000);
      expect(ended).toEqual(['read', 'write']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves a cancelled call to whoever cancelled it', async () => {
    const controller = new AbortController();
    controller.abort(new Error('left the page'));
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) =>
      Promise.reject(init.signal?.reason),
    );
    await expect(call('/things', thing, { signal: controller.signal })).rejects.toThrow(
      'left the page',
    );
  });
});

describe('failures', () => {
  it.each([
    [400, 'invalid'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [412, 'stale'],
    [413, 'too_large'],
    [422, 'invalid'],
    [429, 'throttled'],
    [500, 'server'],
    [502, 'unreachable'],
    [503, 'busy'],
    [599, 'server'],
  ])('status %i is %s', (status, kind) => {
    expect(kindOfStatus(status)).toBe(kind);
  });

  it('are recognised by kind', () => {
    const failure = new WireFailure(FailureKind.busy);
    expect(isFailure(failure)).toBe(true);
    expect(isFailure(failure, FailureKind.busy, FailureKind.server)).toBe(true);
    expect(isFailure(failure, FailureKind.server)).toBe(false);
    expect(isFailure(new Error('other'))).toBe(false);
  });

  it('never carry text of the server in their message', () => {
    expect(new WireFailure(FailureKind.invalid, { status: 422 }).message).toBe('wire.invalid');
  });
});
