/**
 * With `AMPARO_SLOW_TESTS=1` pictures and answers come late, as on a busy machine: what a test
 * takes for done at once fails every time instead of once in a hundred runs.
 */
export const isSlow = process.env['AMPARO_SLOW_TESTS'] === '1';

/** How long the fake server takes then. */
export const answerMs = 40;
const frameMs = 150;

// Tests put clocks of their own in place of these.
const wait = setTimeout;
const cancel = clearTimeout;

export const later = (ms: number) => new Promise<void>((resolve) => wait(resolve, ms));

/** Makes each picture come late. */
export function slowDownFrames(): void {
  const frames = new Map<number, ReturnType<typeof wait>>();
  let last = 0;
  window.requestAnimationFrame = (run) => {
    last += 1;
    frames.set(
      last,
      wait(() => run(performance.now()), frameMs),
    );
    return last;
  };
  window.cancelAnimationFrame = (id) => cancel(frames.get(id));
}
