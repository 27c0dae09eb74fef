import {
  fieldHours,
  type FieldHours,
  hoursKey,
  isFieldTime,
  leaveFieldTime,
  setFieldHours,
  untilTurn,
} from './field-hours';

/** What is between this device and the server; decided by what calls met, never by the browser. */
export const Line = {
  online: 'online',
  /** Calls do not get through. */
  offline: 'offline',
  /** Another page answers in place of the server, as that of a café's Wi-Fi. */
  stranger: 'stranger',
  /** Chosen by the person: nothing is sent. */
  field: 'field',
} as const;
export type Line = (typeof Line)[keyof typeof Line];
type Met = Exclude<Line, 'field'>;

const fieldKey = 'amparo.field-mode';
const probeFirstMs = 5_000;
const probeMostMs = 300_000;
const probeSilenceMs = 20_000;

let met: Met = Line.online;
let probes = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let turn: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function lineState(): Line {
  return isFieldMode() ? Line.field : met;
}

/** Called whenever the state may be another. Returns the clean-up. */
export function subscribeToLine(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Whether somebody chose, on this device, that nothing is sent: now, or at this time of day. */
export function isFieldMode(): boolean {
  return localStorage.getItem(fieldKey) !== null || isFieldTime();
}

/** Begins or ends field mode on this device; ending it asks at once whether there is a line. */
export function setFieldMode(isOn: boolean): void {
  if (isOn) localStorage.setItem(fieldKey, 'on');
  else localStorage.removeItem(fieldKey);
  if (!isOn && isFieldTime()) leaveFieldTime();
  fieldModeChanged();
}

/** The same by the hours of each day; undefined: no more. */
export function keepFieldHours(hours: FieldHours | undefined): void {
  setFieldHours(hours);
  waitForTurn();
  fieldModeChanged();
}

/** Field mode begins and ends by itself. */
function waitForTurn(): void {
  clearTimeout(turn);
  const left = untilTurn();
  if (left === undefined) return;
  turn = setTimeout(() => {
    waitForTurn();
    fieldModeChanged();
  }, left);
}

function fieldModeChanged(): void {
  if (isFieldMode()) stopProbing();
  else if (met !== Line.online) probeNow();
  tell();
}

/** What a call met: the server's own answer, nobody, or somebody else. */
export function lineMet(what: Met): void {
  if (what === met) return;
  met = what;
  stopProbing();
  if (what !== Line.online) probeLater();
  tell();
}

function stopProbing(): void {
  clearTimeout(timer);
  timer = undefined;
  probes = 0;
}

/** Not all devices of a place at once, when its line comes back. */
function probeLater(): void {
  const pause = Math.min(probeFirstMs * 2 ** probes, probeMostMs);
  probes += 1;
  clearTimeout(timer);
  timer = setTimeout(() => void probe(), pause * (0.8 + Math.random() * 0.4));
}

/** Asks now instead of later, as when the device says that it has a network again. */
export function probeNow(): void {
  if (isFieldMode()) return;
  clearTimeout(timer);
  void probe();
}

async function probe(): Promise<void> {
  const found = await askServer();
  if (isFieldMode()) return;
  if (found === met && found !== Line.online) probeLater();
  else lineMet(found);
}

/** The smallest question there is; it needs no session and carries none. */
async function askServer(): Promise<Met> {
  try {
    const answer = await fetch('/health/server', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      signal: AbortSignal.timeout(probeSilenceMs),
    });
    if (answer.status === 204) return Line.online;
    return answer.type === 'opaqueredirect' || isStranger(answer) ? Line.stranger : Line.offline;
  } catch {
    return Line.offline;
  }
}

const networkLoginNeeded = 511;

/** Whether a page came where the server sends none; its own refusals are no pages. */
export function isStranger(answer: Response): boolean {
  const type = answer.headers.get('content-type') ?? '';
  const isPage = /^\s*(text\/html|application\/xhtml)/i.test(type);
  return answer.status === networkLoginNeeded || (answer.ok && isPage);
}

// What the browser believes of its network decides nothing: it is a good moment to ask.
window.addEventListener('online', () => met === Line.online || probeNow());
window.addEventListener('offline', probeNow);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  // A device that slept has slept through the hours.
  if (fieldHours() !== undefined) fieldModeChanged();
  else if (met !== Line.online) probeNow();
});
window.addEventListener('storage', ({ key }) => {
  if (key === hoursKey) waitForTurn();
  if (key === fieldKey || key === hoursKey) fieldModeChanged();
});
waitForTurn();
