import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { useUser } from '../../shared/session/useSession';
import { lockSession, renewSession } from '../../shared/session/session';
import { WireFailure } from '../../shared/wire/failure';
import { renewEveryMs } from './idle-clock';
import { IdleWatch } from './IdleWatch';

/** Until the deployment's own limit is known. */
const minutesByDefault = 5;

/** The deployment's time, or the role's when that is stricter. */
function useLockMinutes(): number {
  const ofAll = useSettings()?.session_lock_minutes ?? minutesByDefault;
  return Math.min(ofAll, useUser().session_lock_minutes ?? ofAll);
}

/** The idle rule over all tabs: activity in one keeps the others open, the end locks them all. */
export function useIdle(isLocked: boolean): { secondsLeft: number | undefined; stay: () => void } {
  const limitMs = useLockMinutes() * 60_000;
  const [watch] = useState(() => new IdleWatch(limitMs));
  // Whoever unlocks was seen at that moment.
  useEffect(() => (isLocked ? undefined : watch.start()), [watch, isLocked]);
  useEffect(() => watch.limit(limitMs), [watch, limitMs]);
  const state = useSyncExternalStore(watch.subscribe, watch.state);
  useEffect(() => {
    if (state.kind === 'over') {
      lockSession();
    }
  }, [state.kind]);
  useRenewal(watch, isLocked);
  return {
    secondsLeft: state.kind === 'counting' ? state.secondsLeft : undefined,
    stay: watch.stay,
  };
}

/** Extends the server's session while somebody works. */
function useRenewal(watch: IdleWatch, isLocked: boolean): void {
  useEffect(() => {
    if (isLocked) return undefined;
    const renew = async () => {
      if (Date.now() - watch.lastSeen() < renewEveryMs) {
        try {
          await renewSession();
        } catch (failure) {
          // Offline or refused: the next call of the app says so where it matters.
          if (!(failure instanceof WireFailure)) {
            throw failure;
          }
        }
      }
    };
    const timer = setInterval(() => void renew(), renewEveryMs);
    return () => clearInterval(timer);
  }, [watch, isLocked]);
}
