/** How long nothing may arrive before a page counts as complete, and the longest wait, in ms. */
const silence = 1500;
const longest = 20_000;

/** Settles when nothing has arrived from the network for a moment, at the latest after 20 s. */
export function networkQuiet(): Promise<void> {
  return new Promise((resolve) => {
    const last = setTimeout(done, longest);
    let quiet = setTimeout(done, silence);
    const observer = new PerformanceObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, silence);
    });
    observer.observe({ type: 'resource' });
    function done(): void {
      clearTimeout(last);
      clearTimeout(quiet);
      observer.disconnect();
      resolve();
    }
  });
}
