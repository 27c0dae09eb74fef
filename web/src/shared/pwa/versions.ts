import { applyUpdate, isUpdateReady } from './update';

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Whether this app is older than the oldest that the server works with. */
export function isTooOld(oldest: string | undefined, own = String(import.meta.env['APP_VERSION'])) {
  if (oldest === undefined) return false;
  const ours = numbersOf(own);
  const difference = numbersOf(oldest)
    .map((number, at) => number - (ours[at] ?? 0))
    .find((one) => one !== 0);
  return (difference ?? 0) > 0;
}

/** Asks the server for the new app and goes over to it; a browser without workers loads it. */
export async function loadNewVersion(
  reload: () => void = () => window.location.reload(),
): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined);
  if (isUpdateReady()) applyUpdate(reload);
  else reload();
}
