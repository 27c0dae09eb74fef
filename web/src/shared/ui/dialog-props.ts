import type { ReactNode } from 'react';

/**
 * `form` fills a phone's screen; `side` and `start` are drawers at the two inline edges,
 * `side-form` one that is filled in.
 */
export type DialogShape = 'message' | 'form' | 'wide' | 'side' | 'side-form' | 'start';

export interface DialogProps {
  isOpen: boolean;
  /** Escape or the backdrop, while nothing was typed in a form, or the cross. Focus returns. */
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
