import { Trans } from '@lingui/react/macro';
import { signOut } from '../../shared/session/session';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';

/** Asks once more: a slip of the finger would end the session. */
export default function RefuseDialog({ onClose }: { onClose: () => void }) {
  return (
    <ConfirmDialog
      title={<Trans id="agreement.refuse">Do not accept and sign out</Trans>}
      confirm={<Trans id="nav.sign_out">Sign out</Trans>}
      onConfirm={() => void signOut()}
      onClose={onClose}
    />
  );
}
