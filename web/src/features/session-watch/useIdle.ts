import { useEffect, useRef, useState } from 'react';
import { renewSession, signOut, SignedOutReason } from '../../shared/session/session';
import { WireFailure } from '../../shared/wire/failure';
import { idleState, renewEveryMs, type IdleState } from './idle-clock';

const channelName = 'amparo.activity';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const tickMs = 1000;
/** Other tabs hear of activity at most this often. */
const tellEveryMs = 5000;

/** The idle rule over all tabs: activity in one keeps the others open, the end ends them all. */
export function useIdle(): { secondsLeft: number | undefined; stay: () => void } {
  const lastSeen = useRef(0);
  const [state, setState] = useState<IdleState>({ kind: 'active' });
  const isCounting = state.kind === 'counting';
  useActivity(lastSeen, isCounting);
  useRenewal(lastSeen);
  useEffect(() => {
    const timer = setInterval(() => {
      setState((before) => sameOr(before, idleState(lastSeen.current, Date.now())));
    }, tickMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (state.kind === 'over') {
      void signOut(SignedOutReason.idle);
    }
  }, [state.kind]);
  const stay = () => {
    lastSeen.current = Date.now();
    setState({ kind: 'active' });
  };
  return { secondsLeft: state.kind === 'counting' ? state.secondsLeft : undefined, stay };
}

/** Notes every sign of life here and in other tabs; during the countdown only a button counts. */
function useActivity(lastSeen: React.RefObject<number>, isCounting: boolean): void {
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    const tell = (now: number) => channel.postMessage(now);
    let toldAt = 0;
    const onSign = () => {
      const now = Date.now();
      lastSeen.current = now;
      if (now - toldAt > tellEveryMs) {
        toldAt = now;
        tell(now);
      }
    };
    channel.onmessage = (event: MessageEvent<unknown>) => {
      const seen = Number(event.data);
      lastSeen.current = Math.max(lastSeen.current, Number.isFinite(seen) ? seen : 0);
    };
    if (!isCounting) {
      onSign();
      signs.forEach((sign) => window.addEventListener(sign, onSign, { passive: true }));
    }
    return () => {
      signs.forEach((sign) => window.removeEventListener(sign, onSign));
      channel.close();
    };
  }, [lastSeen, isCounting]);
}

function useRenewal(lastSeen: React.RefObject<number>): void {
  useEffect(() => {
    const renew = async () => {
      if (Date.now() - lastSeen.current < renewEveryMs) {
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
  }, [lastSeen]);
}

function sameOr(before: IdleState, next: IdleState): IdleState {
  return before.kind === 'active' && next.kind === 'active' ? before : next;
}
