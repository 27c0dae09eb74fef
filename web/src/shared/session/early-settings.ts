import { call } from '../wire/client';
import { type SystemSettings, systemSettingsAnswer } from '../wire/settings';

let asked: Promise<SystemSettings> | undefined;

/** The deployment's settings from the server. */
export async function readSettings(signal?: AbortSignal): Promise<SystemSettings> {
  const options = { query: { extended: true }, ...(signal ? { signal } : {}) };
  return (await call('/system_settings', systemSettingsAnswer, options)).data;
}

/** Asks for the settings, which every page waits for, while the app itself is still coming. */
export function askForSettings(): void {
  asked = readSettings();
  // Whoever takes the answer hears of a failure; nobody may.
  asked.catch(() => undefined);
}

/** The answer that was asked for, once; undefined when nobody asked. */
export function takeSettings(): Promise<SystemSettings> | undefined {
  const taken = asked;
  asked = undefined;
  return taken;
}
