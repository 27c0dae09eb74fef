import { SignedOutReason, sessionState, subscribeToSession } from '../shared/session/session';
import { rememberWantedAddress, takeWantedAddress } from '../shared/session/wanted-address';

const loginPath = '/v2/login';
const homePath = '/v2/dashboards';

/**
 * Keeps the address in step with the door: signed out leads to the sign-in address and remembers
 * where the person wanted to go; signed in leads back there. Returns the clean-up.
 */
export function followSession(): () => void {
  const follow = () => {
    const session = sessionState();
    if (session.phase === 'signed-out' && window.location.pathname !== loginPath) {
      if (session.reason !== SignedOutReason.left) {
        rememberWantedAddress(`${window.location.pathname}${window.location.search}`);
      }
      window.history.replaceState(null, '', loginPath);
    }
    if (session.phase === 'signed-in' && isDoor(window.location.pathname)) {
      window.history.replaceState(null, '', takeWantedAddress() ?? homePath);
    }
  };
  follow();
  return subscribeToSession(follow);
}

function isDoor(path: string): boolean {
  return path === '/' || path === '/v2' || path === '/v2/' || path === loginPath;
}
