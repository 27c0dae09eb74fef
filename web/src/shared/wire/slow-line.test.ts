import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  forgetSlowLine,
  isLite,
  noteRoundTrip,
  subscribeToLite,
  wantEverything,
} from './slow-line';

afterEach(forgetSlowLine);

function calls(...times: number[]): boolean {
  times.forEach(noteRoundTrip);
  return isLite();
}

describe('a slow line', () => {
  it('is one on which four calls in a row took more than 1.5 s', () => {
    expect(calls(1600, 1600, 1600)).toBe(false);
    expect(calls(1501)).toBe(true);
  });

  it('is not one with a slow answer among quick ones', () => {
    expect(calls(9000, 200, 9000, 9000, 1400, 9000)).toBe(false);
  });

  it('is well again only when most calls are quick', () => {
    const told = vi.fn();
    const stop = subscribeToLite(told);
    expect(calls(2000, 2000, 2000, 2000)).toBe(true);
    expect(calls(1400, 1400, 1400, 1400)).toBe(true);
    expect(calls(200, 200)).toBe(true);
    expect(calls(200)).toBe(false);
    expect(told).toHaveBeenCalledTimes(2);
    stop();
  });

  it('is put up with by who wants everything', () => {
    calls(2000, 2000, 2000, 2000);
    wantEverything();
    expect(isLite()).toBe(false);
  });

  it('is assumed where data is saved', () => {
    Object.defineProperty(navigator, 'connection', {
      configurable: true,
      value: { saveData: true },
    });
    expect(isLite()).toBe(true);
    wantEverything();
    expect(isLite()).toBe(false);
    Reflect.deleteProperty(navigator, 'connection');
  });
});
