import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { call, callForFile } from './client';
import {
  isStranger,
  Line,
  lineMet,
  lineState,
  probeNow,
  setFieldMode,
  subscribeToLine,
} from './connection';
import { FailureKind, isFailure } from './failure';

const page = () =>
  new Response('<html>Welcome to our café</html>', {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
const well = () => new Response(null, { status: 204 });
const data = () => new Response('{}', { headers: { 'Content-Type': 'application/json' } });

type Answer = () => Response;

/** Answers calls and probes, each in its way; without one the line is dead. */
function line(answers: { calls?: Answer; probes?: Answer }) {
  const probes: RequestInit[] = [];
  const calls: string[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const isProbe = url === '/health/server';
    if (isProbe) probes.push(init);
    else calls.push(url);
    const answer = isProbe ? answers.probes : answers.calls;
    return answer === undefined
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(answer());
  });
  return { probes, calls };
}

async function kindOf(promise: Promise<unknown>): Promise<FailureKind | undefined> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isFailure(error) ? error.kind : undefined;
}

const read = () => call('/things', v.unknown());

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => void lineMet(Line.online));

describe('the state of the line', () => {
  it('is lost with a call that does not get through, whatever the browser believes', async () => {
    line({});
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
    const told = vi.fn();
    const stop = subscribeToLine(told);
    await kindOf(read());
    expect(lineState()).toBe(Line.offline);
    expect(told).toHaveBeenCalledTimes(1);
    stop();
  });

  it('is back with any answer of the server, also a refusal', async () => {
    line({});
    await kindOf(read());
    line({ calls: () => new Response('{}', { status: 403 }) });
    expect(await kindOf(read())).toBe(FailureKind.forbidden);
    expect(lineState()).toBe(Line.online);
  });

  it('is lost when a gateway has no server behind it', async () => {
    line({ calls: () => new Response('<html>', { status: 502 }) });
    expect(await kindOf(read())).toBe(FailureKind.unreachable);
    expect(lineState()).toBe(Line.offline);
  });

  it('stays when the one who asked does not want the answer any more', async () => {
    line({});
    const { signal } = new AbortController();
    const gone = AbortSignal.abort();
    await expect(call('/things', v.unknown(), { signal: gone })).rejects.toThrow();
    expect(signal.aborted).toBe(false);
    expect(lineState()).toBe(Line.online);
  });

  it('asks again after 5 s and twice as long each time, at most 5 minutes', async () => {
    const { probes } = line({});
    await kindOf(read());
    const asked: number[] = [];
    for (const wait of [5, 10, 20, 40, 80, 160, 300, 300]) {
      await vi.advanceTimersByTimeAsync(wait * 1000 - 1);
      asked.push(probes.length);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(probes).toHaveLength(8);
    expect(probes[0]).toMatchObject({ credentials: 'omit', redirect: 'manual' });
    line({ probes: well });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(lineState()).toBe(Line.online);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('spreads the devices of a place', async () => {
    vi.mocked(Math.random).mockReturnValue(0);
    const { probes } = line({});
    await kindOf(read());
    await vi.advanceTimersByTimeAsync(4_000);
    expect(probes).toHaveLength(1);
  });

  it('asks at once when the device says that its network came or went', async () => {
    line({});
    window.dispatchEvent(new Event('offline'));
    await vi.advanceTimersByTimeAsync(0);
    expect(lineState()).toBe(Line.offline);
    line({ probes: well });
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(lineState()).toBe(Line.online);
  });
});

describe('a page of somebody else', () => {
  it('in answer to a call is no connection', async () => {
    line({ calls: page });
    expect(await kindOf(read())).toBe(FailureKind.stranger);
    expect(lineState()).toBe(Line.stranger);
    expect(await kindOf(callForFile('/prints', {}))).toBe(FailureKind.stranger);
  });

  it.each([
    ['a page', page],
    ['a demand to sign in', () => new Response('', { status: 511 })],
  ])('in answer to a probe is none: %s', async (_what, probes) => {
    line({ probes });
    await kindOf(read());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(lineState()).toBe(Line.stranger);
  });

  it('is left behind as soon as the server itself answers', async () => {
    line({ calls: page });
    await kindOf(read());
    line({ probes: well });
    probeNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(lineState()).toBe(Line.online);
  });

  it('is told from answers and refusals of the server', () => {
    const withType = (type: string, status = 200) =>
      isStranger(new Response('x', { status, headers: { 'Content-Type': type } }));
    expect(withType('text/html')).toBe(true);
    expect(withType('application/xhtml+xml')).toBe(true);
    expect(withType('application/json')).toBe(false);
    expect(withType('application/pdf')).toBe(false);
    expect(withType('text/html', 503)).toBe(false);
    expect(isStranger(well())).toBe(false);
  });
});

describe('field mode', () => {
  it('sends nothing, neither calls nor probes, and says so', async () => {
    const { calls, probes } = line({ calls: data, probes: well });
    lineMet(Line.offline);
    setFieldMode(true);
    expect(lineState()).toBe(Line.field);
    expect(await kindOf(read())).toBe(FailureKind.fieldMode);
    probeNow();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([...calls, ...probes]).toEqual([]);
  });

  it('ends with asking where there is a line', async () => {
    lineMet(Line.offline);
    setFieldMode(true);
    const { probes } = line({ probes: well });
    setFieldMode(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(probes).toHaveLength(1);
    expect(lineState()).toBe(Line.online);
  });

  it('is of the device: other windows are told', () => {
    const told = vi.fn();
    const stop = subscribeToLine(told);
    localStorage.setItem('amparo.field-mode', 'on');
    window.dispatchEvent(new StorageEvent('storage', { key: 'amparo.field-mode' }));
    expect(told).toHaveBeenCalled();
    expect(lineState()).toBe(Line.field);
    stop();
  });
});
