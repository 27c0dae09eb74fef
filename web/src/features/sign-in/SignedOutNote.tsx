import { Trans } from '@lingui/react/macro';
import { SignedOutReason } from '../../shared/session/session';

interface SignedOutNoteProps {
  reason: SignedOutReason;
}

/** Why somebody who was in is at the door again. */
export function SignedOutNote({ reason }: SignedOutNoteProps) {
  const text = textFor(reason);
  return text === null ? null : (
    <p className="door-note" role="status">
      {text}
    </p>
  );
}

function textFor(reason: SignedOutReason) {
  switch (reason) {
    case SignedOutReason.left:
      return <Trans id="sign_in.left">You have signed out.</Trans>;
    case SignedOutReason.idle:
      return (
        <Trans id="sign_in.idle">
          You were signed out because nothing happened for a while. Sign in to continue where you
          were.
        </Trans>
      );
    case SignedOutReason.ended:
      return (
        <Trans id="sign_in.ended">
          Your session has ended. Sign in to continue where you were.
        </Trans>
      );
    default:
      return null;
  }
}
