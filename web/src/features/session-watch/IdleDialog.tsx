import { Plural, Trans } from '@lingui/react/macro';
import { lockSession } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';

interface IdleDialogProps {
  secondsLeft: number | undefined;
  onStay: () => void;
}

/** Nobody was here for a while: a countdown that any key or touch stops. */
export function IdleDialog({ secondsLeft, onStay }: IdleDialogProps) {
  const seconds = secondsLeft ?? 0;
  return (
    <Dialog
      role="alertdialog"
      isOpen={secondsLeft !== undefined}
      onClose={onStay}
      title={<Trans id="idle.title">Are you still there?</Trans>}
      actions={
        <>
          <Button onPress={lockSession}>
            <Trans id="idle.lock">Lock now</Trans>
          </Button>
          <Button kind="primary" onPress={onStay} autoFocus>
            <Trans id="idle.stay">Continue working</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="idle.explain_lock">
          To protect the children’s data the app locks itself when the time is over. What you have
          typed stays here. Press any key to go on.
        </Trans>
      </p>
      <p aria-live="off">
        <Trans id="idle.seconds">
          Time left: <Plural value={seconds} one="# second" other="# seconds" />
        </Trans>
      </p>
    </Dialog>
  );
}
