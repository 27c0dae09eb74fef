import { beforeEach, describe, expect, it, vi } from 'vitest';
import { networkQuiet } from './quiet';

let arrives: () => void;
let isObserving: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  isObserving = false;
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(callback: () => void) {
        arrives = callback;
      }
      observe(): void {
        isObserving = true;
      }
      disconnect(): void {
        isObserving = false;
      }
    },
  );
});

function watched() {
  const settled = vi.fn();
  void networkQuiet().then(settled);
  return settled;
}

describe('a network that is quiet', () => {
  it('has brought nothing for a moment', async () => {
    const settled = watched();
    await vi.advanceTimersByTimeAsync(1000);
    arrives();
    await vi.advanceTimersByTimeAsync(1000);
    expect(settled).not.toHaveBeenCalled();
    expect(isObserving).toBe(true);
    await vi.advanceTimersByTimeAsync(600);
    expect(settled).toHaveBeenCalled();
    expect(isObserving).toBe(false);
  });

  it('is not waited for without end', async () => {
    const settled = watched();
    for (let second = 0; second < 20; second++) {
      await vi.advanceTimersByTimeAsync(999);
      arrives();
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(settled).toHaveBeenCalled();
  });
});
