import { type QueryClient, queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';
import { FailureKind, isFailure } from '../wire/failure';

/** How somebody likes the screens, by key: names of columns and of parts, never of people. */
type Settings = Readonly<Record<string, unknown>>;

/** What this device knows: it shows at once what the server will say, and sends what it missed. */
interface Kept {
  settings: Settings;
  /** Not sent yet; null forgets a key. */
  unsent: Settings;
}

const anySettings = v.record(v.string(), v.unknown());
const keptSchema = v.object({ settings: anySettings, unsent: anySettings });
const answer = v.object({ data: anySettings });
const nothing: Kept = { settings: {}, unsent: {} };

const path = '/interface_settings';
const storageKey = (userId: number) => `amparo.interface.${userId}`;
const freshMs = 300_000;

function readKept(userId: number): Kept {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(userId)) ?? 'null');
    return v.is(keptSchema, stored) ? stored : nothing;
  } catch {
    return nothing;
  }
}

function keep(userId: number, kept: Kept): void {
  localStorage.setItem(storageKey(userId), JSON.stringify(kept));
}

/** Sends what is unsent, reads otherwise. What the server does not take is given up. */
async function exchange(userId: number, signal?: AbortSignal): Promise<Settings> {
  const { unsent } = readKept(userId);
  const isSending = Object.keys(unsent).length > 0;
  const options = isSending ? { method: 'PATCH' as const, body: { data: unsent } } : {};
  try {
    const { data } = await call(path, answer, { ...options, ...(signal ? { signal } : {}) });
    const { unsent: later } = readKept(userId);
    // What was chosen while this was under way goes out with the next exchange.
    const rest = withoutSent(later, unsent);
    keep(userId, { settings: merged(data, rest), unsent: rest });
    return merged(data, rest);
  } catch (error) {
    if (isSending && isFailure(error, FailureKind.invalid)) {
      keep(userId, { ...readKept(userId), unsent: {} });
      return exchange(userId, signal);
    }
    throw error;
  }
}

function withoutSent(later: Settings, sent: Settings): Settings {
  return Object.fromEntries(
    Object.entries(later).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(sent[key]),
    ),
  );
}

function merged(settings: Settings, changes: Settings): Settings {
  return Object.fromEntries(
    Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== null),
  );
}

/** The user's settings: those this device remembers until the server has answered. */
export function interfaceSettingsQuery(userId: number) {
  return queryOptions({
    queryKey: ['interface-settings', userId],
    queryFn: ({ signal }) => exchange(userId, signal),
    initialData: () => readKept(userId).settings,
    initialDataUpdatedAt: 0,
    staleTime: freshMs,
    retry: false,
  });
}

/** Sets one key, undefined forgets it: here at once, then for every device of the user. */
export function changeInterfaceSetting(
  queries: QueryClient,
  userId: number,
  [key, value]: readonly [string, unknown],
): void {
  const kept = readKept(userId);
  const change = { [key]: value ?? null };
  const settings = merged(kept.settings, change);
  keep(userId, { settings, unsent: { ...kept.unsent, ...change } });
  const { queryKey } = interfaceSettingsQuery(userId);
  void queries.cancelQueries({ queryKey }).then(() => {
    queries.setQueryData(queryKey, readKept(userId).settings);
    // Without a connection it stays unsent, and goes out when the settings are next read.
    return exchange(userId).catch(() => undefined);
  });
  queries.setQueryData(queryKey, settings);
}
