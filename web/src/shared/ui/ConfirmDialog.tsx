import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';

interface ConfirmDialogProps {
  title: ReactNode;
  children?: ReactNode;
  confirm: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
  isPending?: boolean;
  isDanger?: boolean;
}

/** A question with two answers; what is open when it is mounted closes when it is answered. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  onConfirm,
  onClose,
  isPending = false,
  isDanger = false,
}: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      role="alertdialog"
      isDismissable={!isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          <Button kind={isDanger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
