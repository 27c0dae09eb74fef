import { useEffect, useState, useSyncExternalStore } from 'react';
import { renewSession, signOut, SignedOutReason } from '../../shared/session/session';
import { WireFailure } from '../../shared/wire/failure';
import { renewEveryMs } from './idle-clock';
import { IdleWatch } from './IdleWatch';

/** The idle rule over all tabs: activity in one keeps the others open, the end ends them all. */
export function useIdle(): { secondsLeft: number | undefined; stay: () => void } {
  const [watch] = useState(() => new IdleWatch());
  useEffect(() => watch.start(), [watch]);
  const state = useSyncExternalStore(watch.subscribe, watch.state);
  useEffect(() => {
    if (state.kind === 'over') {
      void signOut(SignedOutReason.idle);
    }
  }, [state.kind]);
  useRenewal(watch);
  return {
    secondsLeft: state.kind === 'counting' ? state.secondsLeft : undefined,
    stay: watch.stay,
  };
}

/** Extends the server's session while somebody works. */
function useRenewal(watch: IdleWatch): void {
  useEffect(() => {
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
  }, [watch]);
}
