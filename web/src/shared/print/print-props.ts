import type { PrintLack, PrintWish } from './print-wish';

/** What each part of the dialog is given. */
export interface PrintFieldProps {
  wish: PrintWish;
  onChange: (changes: Partial<PrintWish>) => void;
  lacks: readonly PrintLack[];
}
