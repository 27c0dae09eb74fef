import { NoKey } from '../../shared/second-factor/keys';
import { signInByKey } from '../../shared/session/session';

/** The server's challenge is good for five minutes; a page at the door may stand for hours. */
const renewed_ms = 4 * 60_000;

/**
 * Lets the browser offer a passkey among the names that it fills in, until `signal` aborts. Throws
 * what signing in throws once somebody took it.
 */
export async function offerKey(signal: AbortSignal): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  while (!signal.aborted) {
    const round = new AbortController();
    const end = () => round.abort();
    const timer = setTimeout(end, renewed_ms);
    signal.addEventListener('abort', end);
    try {
      await signInByKey(round.signal);
      return;
    } catch (problem) {
      if (!(problem instanceof NoKey)) throw problem;
      // Nobody wanted it, or the browser does not want to offer it.
      if (!round.signal.aborted) return;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }
}
