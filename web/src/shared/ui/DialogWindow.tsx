import { useLingui } from '@lingui/react/macro';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useState } from 'react';
import { Button } from './Button';
import type { DialogProps, DialogShape } from './dialog-props';
import { Icon } from './Icon';
import './overlays.css';

const overlayClass: Record<DialogShape, string> = {
  message: 'overlay',
  form: 'overlay overlay-form',
  wide: 'overlay overlay-form',
  side: 'overlay overlay-side',
  'side-form': 'overlay overlay-side',
  start: 'overlay overlay-start',
};

const modalClass: Record<DialogShape, string> = {
  message: 'modal',
  form: 'modal',
  wide: 'modal modal-wide',
  side: 'modal modal-side',
  'side-form': 'modal modal-side',
  start: 'modal modal-start',
};

function isForm(shape: DialogShape): boolean {
  return shape === 'form' || shape === 'wide' || shape === 'side-form';
}

/** A window over the page, or a drawer at its side. */
export default function DialogWindow({
  onClose,
  title,
  children,
  actions,
  shape = 'message',
  isDismissable = true,
  role = 'dialog',
}: Omit<DialogProps, 'isOpen'>) {
  const { t } = useLingui();
  const [isTyped, setTyped] = useState(false);
  // What was typed is not lost by a slip of the finger or by Escape: only buttons close it then.
  const closesBySlip = isDismissable && !(isTyped && actions !== undefined && isForm(shape));
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable={closesBySlip}
      isKeyboardDismissDisabled={!closesBySlip}
      className={overlayClass[shape]}
    >
      <Modal className={modalClass[shape]}>
        <AriaDialog role={role} className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {isDismissable ? (
              <Button
                kind="quiet"
                onPress={onClose}
                aria-label={t({ id: 'dialog.close', message: 'Close' })}
              >
                <Icon name="close" />
              </Button>
            ) : null}
          </div>
          <div className="dialog-body" onInput={() => setTyped(true)}>
            {children}
          </div>
          {actions ? <div className="dialog-foot">{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
