import { lazy, type ReactNode } from 'react';
import { Fetched } from './Fetched';

/** Every window is fetched with the first that opens. */
const load = () => import('./DialogWindow');
const DialogWindow = lazy(load);

/** For pages where a question must come up even when the connection has gone meanwhile. */
export function fetchDialogs(): void {
  load().catch(() => undefined);
}

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

/** A window over the page, or a drawer at its side. */
export function Dialog({ isOpen, ...props }: DialogProps) {
  if (!isOpen) return null;
  return (
    <Fetched onFailed={props.onClose}>
      <DialogWindow {...props} />
    </Fetched>
  );
}
