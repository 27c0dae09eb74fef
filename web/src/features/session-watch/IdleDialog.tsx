import { Plural, Trans } from '@lingui/react/macro';
import { signOut, SignedOutReason } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';

interface IdleDialogProps {
  secondsLeft: number | undefined;
  onStay: () => void;
}

/** Nobody was here for a while: a countdown that one press stops. */
export function IdleDialog({ secondsLeft, onStay }: IdleDialogProps) {
  const minutes = Math.floor((secondsLeft ?? 0) / 60);
  const seconds = (secondsLeft ?? 0) % 60;
  return (
    <Dialog
      role="alertdialog"
      isOpen={secondsLeft !== undefined}
      onClose={onStay}
      title={<Trans id="idle.title">Are you still there?</Trans>}
      actions={
        <>
          <Button onPress={() => void signOut(SignedOutReason.idle)}>
            <Trans id="idle.leave">Sign out</Trans>
          </Button>
          <Button kind="primary" onPress={onStay} autoFocus>
            <Trans id="idle.stay">Continue working</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="idle.explain">
          To protect the children’s data you will be signed out when the time is over.
        </Trans>
      </p>
      <p aria-live="off">
        {minutes > 0 ? (
          <Trans id="idle.minutes">
            Time left: <Plural value={minutes} one="# minute" other="# minutes" />
          </Trans>
        ) : (
          <Trans id="idle.seconds">
            Time left: <Plural value={seconds} one="# second" other="# seconds" />
          </Trans>
        )}
      </p>
    </Dialog>
  );
}
