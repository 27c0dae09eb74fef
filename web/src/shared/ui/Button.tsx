import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import './Button.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaProps, 'className' | 'style'> {
  kind?: ButtonKind;
  /** As wide as its container, for forms on phones. */
  wide?: boolean;
  /**
   * Nothing is left to do with it, as at the last step. A button that its own press disables would
   * lose the focus, and with it Escape in a dialog: this one keeps it.
   */
  isSpent?: boolean;
}

/** A button. `isPending` keeps it focusable, says so to screen readers and stops presses. */
export function Button({ kind = 'secondary', wide = false, isSpent, ...props }: ButtonProps) {
  const held = isSpent === true ? { 'aria-disabled': true, onPress: undefined } : undefined;
  const look = `button button-${kind}${wide ? ' button-wide' : ''}`;
  return <AriaButton {...props} {...held} className={look} />;
}
