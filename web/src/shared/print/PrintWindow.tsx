import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Refusal } from '../ui/Refusal';

interface PrintWindowProps {
  title: ReactNode;
  isPending: boolean;
  error: unknown;
  /** Undefined: nothing can be made of it. */
  onMake: (() => void) | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** Asks what is to be printed and how, and says why it was refused. */
export function PrintWindow(props: PrintWindowProps) {
  const { title, isPending, error, onMake, onClose, children } = props;
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
            <Trans id="print.cancel">Cancel</Trans>
          </Button>
          {onMake === undefined ? null : (
            <Button kind="primary" onPress={onMake} isPending={isPending}>
              <Trans id="print.make">Make the document</Trans>
            </Button>
          )}
        </>
      }
    >
      {children}
      {error ? <Refusal error={error} /> : null}
    </Dialog>
  );
}
