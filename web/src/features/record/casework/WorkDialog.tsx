import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { isFailure } from '../../../shared/wire/failure';

interface WorkDialogProps {
  title: ReactNode;
  confirm: ReactNode;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks what an action needs and says why it was refused. */
export function WorkDialog(props: WorkDialogProps) {
  const { title, confirm, isPending, error, onConfirm, onClose, children } = props;
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      onClose={onClose}
      isDismissable={!isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={onConfirm} isPending={isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {error ? <Refusal error={error} /> : null}
    </Dialog>
  );
}

/** The server's own words where it has some. */
function Refusal({ error }: { error: unknown }) {
  const messages = isFailure(error) ? error.problems.flatMap((one) => one.messages) : [];
  if (messages.length === 0) return <ErrorState error={error} />;
  return (
    <div role="alert" className="state-error">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
