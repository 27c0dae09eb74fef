import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import './Button.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaProps, 'className' | 'style'> {
  kind?: ButtonKind;
  /** As wide as its container, for forms on phones. */
  wide?: boolean;
}

/** A button. `isPending` keeps it focusable, says so to screen readers and stops presses. */
export function Button({ kind = 'secondary', wide = false, ...props }: ButtonProps) {
  return <AriaButton {...props} className={`button button-${kind}${wide ? ' button-wide' : ''}`} />;
}
