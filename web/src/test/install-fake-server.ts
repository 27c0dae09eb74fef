import { vi } from 'vitest';
import * as v from 'valibot';
import { answerMs, isSlow, later } from './slow';
import { FakeServer, type FakeServerOptions } from './fake-server';

const jsonObject = v.record(v.string(), v.unknown());

/** Puts a fake server behind `fetch` for one test. */
export function installFakeServer(options: FakeServerOptions = {}): FakeServer {
  const server = new FakeServer(options);
  document.cookie = 'CSRF-TOKEN=fake%2Btoken; path=/';
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    init.signal?.throwIfAborted();
    const url = new URL(input, 'http://localhost');
    const body = typeof init.body === 'string' ? v.parse(jsonObject, JSON.parse(init.body)) : {};
    const answer = server.handle({
      method: init.method ?? 'GET',
      path: url.pathname.replace('/api/v2', ''),
      query: url.searchParams,
      body,
      headers: new Headers(init.headers),
    });
    await (isSlow && !vi.isFakeTimers() ? later(answerMs) : Promise.resolve());
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
      status: answer.status ?? 200,
      headers: { 'Content-Type': 'application/json', ...answer.headers },
    });
  });
  return server;
}

/** Makes every call fail as a dead line does. */
export function cutTheLine(): void {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
}
