import { rememberWantedAddress } from '../shared/session/wanted-address';
import { sessionState } from '../shared/session/session';

/** Guard of every page of the app frame. */
export function guard({ location }: { location: { href: string } }): void {
  if (sessionState().phase !== 'signed-in') {
    rememberWantedAddress(location.href);
  }
}
