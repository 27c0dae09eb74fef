import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './Button';
import { Icon } from './Icon';
import './overlays.css';

/** `form` fills a phone's screen; `side` and `start` are drawers at the two inline edges. */
export type DialogShape = 'message' | 'form' | 'wide' | 'side' | 'start';

export interface DialogProps {
  isOpen: boolean;
  /** Escape, backdrop or the cross. Focus returns to the opener. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons at the end, the confirming one last. */
  actions?: ReactNode;
  shape?: DialogShape;
  /** False while something would be lost: then only the buttons close it. */
  isDismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
}

const overlayClass: Record<DialogShape, string> = {
  message: 'overlay',
  form: 'overlay overlay-form',
  wide: 'overlay overlay-form',
  side: 'overlay overlay-side',
  start: 'overlay overlay-start',
};

const modalClass: Record<DialogShape, string> = {
  message: 'modal',
  form: 'modal',
  wide: 'modal modal-wide',
  side: 'modal modal-side',
  start: 'modal modal-start',
};

/** A window over the page, or a drawer at its side. */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  shape = 'message',
  isDismissable = true,
  role = 'dialog',
}: DialogProps) {
  const { t } = useLingui();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
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
          {children}
          {actions ? <div className="dialog-foot">{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
