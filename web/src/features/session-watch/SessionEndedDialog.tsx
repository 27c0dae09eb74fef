import { Trans } from '@lingui/react/macro';
import { clearSession, SignedOutReason } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ProviderWay } from './ProviderWay';
import { UnlockForm } from './UnlockForm';
import { useComeBack } from './useComeBack';

interface SessionEndedDialogProps {
  userName: string;
}

/** The server ended the session: the same person signs in over the page and loses nothing. */
export function SessionEndedDialog({ userName }: SessionEndedDialogProps) {
  const way = useComeBack(userName);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onClose={() => undefined}
      title={<Trans id="session_ended.title">Please sign in again</Trans>}
    >
      <p>
        <Trans id="session_ended.explain">
          Your session has ended. What you were doing is still here: enter the password of{' '}
          <bdi>{userName}</bdi> to continue.
        </Trans>
      </p>
      <ProviderWay />
      <UnlockForm
        userName={userName}
        way={way}
        actions={(isPending) => (
          <div className="dialog-foot">
            <Button onPress={() => clearSession(SignedOutReason.ended)}>
              <Trans id="session_ended.leave">Leave this page</Trans>
            </Button>
            <Button type="submit" kind="primary" isPending={isPending}>
              <Trans id="session_ended.continue">Continue</Trans>
            </Button>
          </div>
        )}
      />
    </Dialog>
  );
}
