import { useEffect } from 'react';
import { sessionState, subscribeToSession } from './session';

/** Whoever pressed "save" when the session had ended, and signs in again, has pressed it once. */
export function useReturn(isWaiting: boolean, save: () => void): void {
  useEffect(() => {
    if (!isWaiting) return undefined;
    return subscribeToSession(() => {
      const session = sessionState();
      if (session.phase === 'signed-in' && !session.ended && !session.locked) save();
    });
  }, [isWaiting, save]);
}
