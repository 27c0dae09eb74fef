import { useSyncExternalStore } from 'react';
import { appName, isDiscreet } from './app-name';
import { subscribeToSession } from './session';

/** What the app is called here; known for certain with the first answer of the server. */
export function useAppName(): string {
  return useSyncExternalStore(subscribeToSession, appName);
}

/** Whether it must not show what it is for. */
export function useDiscreet(): boolean {
  return useSyncExternalStore(subscribeToSession, isDiscreet);
}
