import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FailureKind } from '../wire/failure';
import { piece_bytes, sendInPieces, takeRefusal } from './pieces';

interface Seen {
  readonly line: string;
  readonly offset: string | null;
  readonly size: number;
}

/** A server that keeps one upload, and fails where it is told to. */
function uploadServer(size: number) {
  const seen: Seen[] = [];
  let received = 0;
  let number = 0;
  const plan: { fail: number; loseAnswer: boolean } = { fail: 0, loseAnswer: false };
  const state = () => ({ data: { id: `u${number}`, received } });
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
  const fetch = vi.fn((url: string, init: RequestInit = {}) => {
    const { method = 'GET', body, headers } = init;
    const offset = new Headers(headers).get('Upload-Offset');
    const bytes = body instanceof Blob ? body.size : 0;
    seen.push({ line: `${method} ${url.replace('/api/v2', '')}`, offset, size: bytes });
    if (init.signal?.aborted === true) return Promise.reject(new DOMException('', 'AbortError'));
    if (method === 'POST') {
      number += 1;
      received = 0;
      return Promise.resolve(json(state()));
    }
    if (method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
    if (method === 'GET') return Promise.resolve(json(state()));
    if (plan.fail > 0) {
      plan.fail -= 1;
      if (plan.loseAnswer) received = Math.min(size, received + bytes);
      return Promise.reject(new TypeError('gone'));
    }
    if (Number(offset) !== received) return Promise.resolve(json({ errors: [] }, 409));
    received += bytes;
    return Promise.resolve(json(state()));
  });
  vi.stubGlobal('fetch', fetch);
  return { seen, plan, lines: () => seen.map(({ line }) => line) };
}

const size = piece_bytes * 2 + 10;
const newFile = () => new Blob([new Uint8Array(size)]);
const watch = () => ({ onPart: vi.fn(), signal: new AbortController().signal });

/** Waits for the promise while pauses pass in no time. */
async function hurried<T>(promise: Promise<T>): Promise<T> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  promise.then(over, over);
  while (!isOver) await vi.advanceTimersByTimeAsync(5_000);
  return promise;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a large file', () => {
  it('goes in pieces one after the other, and says how far it is', async () => {
    const server = uploadServer(size);
    const { onPart, signal } = watch();
    await expect(sendInPieces(newFile(), { onPart, signal })).resolves.toBe('u1');
    expect(server.lines()).toEqual([
      'POST /uploads',
      'PATCH /uploads/u1',
      'PATCH /uploads/u1',
      'PATCH /uploads/u1',
    ]);
    expect(server.seen.slice(1).map((piece) => [piece.offset, piece.size])).toEqual([
      ['0', piece_bytes],
      [String(piece_bytes), piece_bytes],
      [String(2 * piece_bytes), 10],
    ]);
    expect(onPart).toHaveBeenLastCalledWith(1);
  });
  it('waits out a lost connection and goes on where it was', async () => {
    const server = uploadServer(size);
    server.plan.fail = 2;
    await expect(hurried(sendInPieces(newFile(), watch()))).resolves.toBe('u1');
    expect(server.lines().filter((line) => line === 'POST /uploads')).toHaveLength(1);
  });
  it('does not send again what arrived although the answer was lost', async () => {
    const server = uploadServer(size);
    server.plan.fail = 1;
    server.plan.loseAnswer = true;
    await expect(hurried(sendInPieces(newFile(), watch()))).resolves.toBe('u1');
    expect(server.lines()).toContain('GET /uploads/u1');
  });
  it('is given up after a while, and goes on there when it is sent again', async () => {
    const server = uploadServer(size);
    const file = newFile();
    server.plan.fail = 6;
    const failure = { kind: FailureKind.unreachable };
    await expect(hurried(sendInPieces(file, watch()))).rejects.toMatchObject(failure);
    await expect(sendInPieces(file, watch())).resolves.toBe('u1');
    expect(server.lines().filter((line) => line === 'POST /uploads')).toHaveLength(1);
  });
  it('is not sent twice when only the answer to attaching it was lost', async () => {
    const server = uploadServer(size);
    const file = newFile();
    await sendInPieces(file, watch());
    const before = server.seen.length;
    await expect(sendInPieces(file, watch())).resolves.toBe('u1');
    expect(server.seen).toHaveLength(before);
    const { WireFailure } = await import('../wire/failure');
    takeRefusal(file, new WireFailure(FailureKind.notFound));
    await expect(sendInPieces(file, watch())).resolves.toBe('u2');
  });
  it('is forgotten on the server when somebody stops it', async () => {
    const server = uploadServer(size);
    const stop = new AbortController();
    const sent = sendInPieces(newFile(), {
      onPart: (part) => {
        if (part > 0) stop.abort();
      },
      signal: stop.signal,
    });
    await expect(sent).rejects.toBeDefined();
    expect(server.lines()).toContain('DELETE /uploads/u1');
  });
});
