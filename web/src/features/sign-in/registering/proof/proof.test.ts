import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { sha256 } from './sha256';
import { solve } from './solve';
import { Cancelled, workOut } from './work-out';

const vectors = v.parse(
  v.object({
    challenge: v.string(),
    bits: v.number(),
    rounds: v.number(),
    answers: v.array(v.number()),
  }),
  JSON.parse(
    readFileSync(
      join(import.meta.dirname, '../../../../../../testdata/proof-of-work-vectors.json'),
      'utf8',
    ),
  ),
);

describe('the small task', () => {
  it('has the digests everybody has', () => {
    for (const text of ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'é'.repeat(100)]) {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });

  it('is solved as the server checks it, and tells of each round', () => {
    const onRound = vi.fn();
    expect(solve(vectors, onRound)).toEqual(vectors.answers);
    expect(onRound.mock.calls.map(([done]: unknown[]) => done)).toEqual(
      vectors.answers.map((_, index) => index + 1),
    );
  });

  it('costs nothing where a deployment asks for nothing', () => {
    expect(solve({ ...vectors, bits: 0 }, () => undefined)).toEqual(vectors.answers.map(() => 0));
  });
});

/** A thread as a page sees it; `say` is what it sends. */
class FakeWorker {
  static last: FakeWorker | undefined;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onerror: (() => void) | undefined;
  posted: unknown;
  isOver = false;
  constructor() {
    FakeWorker.last = this;
  }
  postMessage(message: unknown) {
    this.posted = message;
  }
  terminate() {
    this.isOver = true;
  }
}

describe('the thread beside the page', () => {
  const start = (signal: AbortSignal, onRound = vi.fn()) => {
    vi.stubGlobal('Worker', FakeWorker);
    const answers = workOut(vectors, onRound, signal);
    const worker = FakeWorker.last;
    if (worker === undefined) throw new Error('no thread was begun');
    return { answers, worker, onRound };
  };

  it('is given the task, tells how far it is, and ends', async () => {
    const { answers, worker, onRound } = start(new AbortController().signal);
    expect(worker.posted).toEqual(vectors);
    worker.onmessage?.({ data: { done: 3 } });
    expect(onRound).toHaveBeenCalledWith(3);
    worker.onmessage?.({ data: { answers: [1, 2] } });
    await expect(answers).resolves.toEqual([1, 2]);
    expect(worker.isOver).toBe(true);
  });

  it('stops when nobody waits for it any more, or it fails', async () => {
    const controller = new AbortController();
    const { answers, worker } = start(controller.signal);
    controller.abort();
    await expect(answers).rejects.toBeInstanceOf(Cancelled);
    expect(worker.isOver).toBe(true);
    const other = start(new AbortController().signal);
    other.worker.onerror?.();
    await expect(other.answers).rejects.toThrow('proof.worker');
  });
});
