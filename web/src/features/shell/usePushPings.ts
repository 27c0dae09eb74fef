import { useEffect } from 'react';

/** Keeps messages coming to this device while it is used; fetched only where they come at all. */
export function usePushPings(): void {
  useEffect(() => {
    if (!mayHavePush()) return undefined;
    let isHere = true;
    let stop: (() => void) | undefined;
    import('../../shared/pwa/push-ping')
      .then(({ startPushPings }) => {
        if (isHere) stop = startPushPings();
      })
      .catch(() => undefined);
    return () => {
      isHere = false;
      stop?.();
    };
  }, []);
}

function mayHavePush(): boolean {
  return (
    'serviceWorker' in navigator &&
    'Notification' in window &&
    Notification.permission === 'granted'
  );
}
