import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Line, lineState, subscribeToLine } from '../wire/connection';
import { isLite, subscribeToLite } from '../wire/slow-line';

/** What is between this device and the server. */
export function useLine(): Line {
  return useSyncExternalStore(subscribeToLine, lineState);
}

/** Do calls get through to the server? */
export function useOnline(): boolean {
  return useLine() === Line.online;
}

/** Is the line slow, or data saved: photos wait until they are pressed. */
export function useLite(): boolean {
  return useSyncExternalStore(subscribeToLite, isLite);
}

/** Calls `then` each time the server is reached again. */
export function useBackOnline(then: () => void): void {
  const isOnline = useOnline();
  const was = useRef(isOnline);
  useEffect(() => {
    if (isOnline && !was.current) then();
    was.current = isOnline;
  }, [isOnline, then]);
}
