import { lazy } from 'react';
import type { DialogProps } from './dialog-props';
import { Fetched } from './Fetched';

/** Every window is fetched with the first that opens. */
const load = () => import('./DialogWindow');
const DialogWindow = lazy(load);

/** For pages where a question must come up even when the connection has gone meanwhile. */
export function fetchDialogs(): void {
  load().catch(() => undefined);
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
