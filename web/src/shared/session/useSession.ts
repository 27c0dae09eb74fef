import { useSyncExternalStore } from 'react';
import type { ExtendedUser } from '../wire/user';
import { can } from './permissions';
import { sessionState, subscribeToSession, type SessionState } from './session';

export function useSession(): SessionState {
  return useSyncExternalStore(subscribeToSession, sessionState);
}

/** The signed-in user. Only for screens behind sign-in. */
export function useUser(): ExtendedUser {
  const session = useSession();
  if (session.phase !== 'signed-in') {
    throw new Error('session.nobody');
  }
  return session.user;
}

/** Does the user's role grant one of the actions on the resource? */
export function useCan(resource: string, ...actions: readonly string[]): boolean {
  return can(useUser(), resource, ...actions);
}
