import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { Refusal } from '../../../shared/ui/Refusal';

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
