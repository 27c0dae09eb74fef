import { isDoorPath } from '../features/sign-in/place';
import { SignedOutReason, sessionState, subscribeToSession } from '../shared/session/session';
import { rememberWantedAddress, takeWantedAddress } from '../shared/session/wanted-address';

const loginPath = '/v2/login';
const homePath = '/v2/dashboards';
const resetPath = '/v2/password_reset';

let mailedToken: string | undefined;

/** The secret of a mailed link for a new password, when the page was opened by one. */
export function mailedResetToken(): string | undefined {
  return mailedToken;
}

/** Out of the address at once, so that no history and no look over the shoulder keeps it. */
function takeResetToken(): void {
  mailedToken = undefined;
  if (window.location.pathname !== resetPath) return;
  mailedToken =
    new URLSearchParams(window.location.search).get('reset_password_token') ?? undefined;
  window.history.replaceState(null, '', loginPath);
}

/**
 * Keeps the address in step with the door: signed out leads to the sign-in address and remembers
 * where the person wanted to go; signed in leads back there. Returns the clean-up.
 */
export function followSession(): () => void {
  takeResetToken();
  const follow = () => {
    const session = sessionState();
    const path = window.location.pathname;
    if (session.phase === 'signed-out' && !isDoorPath(path)) {
      if (session.reason !== SignedOutReason.left) {
        rememberWantedAddress(`${path}${window.location.search}`);
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
  return path === '/' || path === '/v2' || path === '/v2/' || isDoorPath(path);
}
