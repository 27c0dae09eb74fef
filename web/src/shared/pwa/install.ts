import { localDay } from '../text/days';

/** What browsers that can install an app hand to the page. */
interface InstallEvent extends Event {
  prompt: () => Promise<unknown>;
}

const firstDayKey = 'amparo.first-day';
const declinedKey = 'amparo.install-declined';

let offered: InstallEvent | undefined;
const listeners = new Set<() => void>();

function isInstallEvent(event: Event): event is InstallEvent {
  return 'prompt' in event;
}

/** Keeps the offer of the browser for a better moment than the first minute. */
export function startInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    if (!isInstallEvent(event)) return;
    event.preventDefault();
    become(event);
  });
  window.addEventListener('appinstalled', () => become(undefined));
}

function become(event: InstallEvent | undefined): void {
  offered = event;
  for (const listener of listeners) listener();
}

/** Told when the offer comes or goes. Returns the clean-up. */
export function subscribeToInstall(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The browser asks, or people do it by a menu of the browser. */
export type InstallWay = 'asked' | 'by_hand';

/** How to offer it, if at all: after a day of use, and not to somebody who said no. */
export function installWay(): InstallWay | undefined {
  if (localStorage.getItem(declinedKey) !== null || !isAfterFirstDay()) return undefined;
  if (offered !== undefined) return 'asked';
  return isByHand() ? 'by_hand' : undefined;
}

/** Safari on iPhone and iPad never asks; it alone says whether the page is an installed app. */
function isByHand(): boolean {
  return 'standalone' in navigator && navigator.standalone === false;
}

function isAfterFirstDay(): boolean {
  const today = localDay(new Date());
  const first = localStorage.getItem(firstDayKey);
  if (first === null) localStorage.setItem(firstDayKey, today);
  return first !== null && first < today;
}

/** The browser asks in its own words. */
export async function install(): Promise<void> {
  const event = offered;
  become(undefined);
  await event?.prompt();
}

/** Not asked again on this device. */
export function declineInstall(): void {
  localStorage.setItem(declinedKey, 'yes');
  become(undefined);
}
