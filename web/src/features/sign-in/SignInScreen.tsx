import type { SignedOutReason } from '../../shared/session/session';
export function SignInScreen({ reason }: { reason: SignedOutReason }) {
  return <h1>{reason}</h1>;
}
