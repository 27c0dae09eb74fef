/** A line is slow when each of the last calls took longer than this, there and back. */
const slowMs = 1_500;
/** And well again when half of the last calls took less: not to and fro with each of them. */
const wellMs = 900;
const looked = 4;

let times: number[] = [];
let isSlow = false;
let wantsAll = false;
const listeners = new Set<() => void>();

/** Whether somebody pays for each byte, as their browser says. */
export function savesData(): boolean {
  return networkInformation()?.saveData === true;
}

interface NetworkInformation extends EventTarget {
  readonly saveData: unknown;
}

function isInformation(value: unknown): value is NetworkInformation {
  return typeof value === 'object' && value !== null && 'saveData' in value;
}

/** Not every browser has it. */
function networkInformation(): NetworkInformation | undefined {
  if (!('connection' in navigator)) return undefined;
  return isInformation(navigator.connection) ? navigator.connection : undefined;
}

/**
 * Whether photos wait until they are pressed, lists are shorter and nothing is fetched ahead: on a
 * slow line, or where data is saved, unless the person wants everything.
 */
export function isLite(): boolean {
  return (isSlow || savesData()) && !wantsAll;
}

/** Called when it begins or ends. Returns the clean-up. */
export function subscribeToLite(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Notes how long a read waited for its first byte. */
export function noteRoundTrip(ms: number): void {
  times = [...times, ms].slice(-looked);
  const now = isSlow ? !isWell() : times.length === looked && Math.min(...times) > slowMs;
  if (now === isSlow) return;
  isSlow = now;
  tell();
}

function isWell(): boolean {
  const quick = times.filter((time) => time < wellMs);
  return quick.length * 2 > times.length;
}

/** The person wants everything in spite of the line, until the page is loaded anew. */
export function wantEverything(): void {
  wantsAll = true;
  tell();
}

/** Forgets what was measured and wanted. */
export function forgetSlowLine(): void {
  times = [];
  isSlow = false;
  wantsAll = false;
  tell();
}
