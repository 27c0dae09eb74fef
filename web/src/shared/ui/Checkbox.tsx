import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaProps,
} from 'react-aria-components/Checkbox';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import './fields.css';

export interface CheckboxProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  children?: ReactNode;
}

/** A tick box with its text; without text give it an `aria-label`. */
export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className="choice">
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="choice-mark">
            {isIndeterminate ? <Icon name="minus" size={18} /> : null}
            {isSelected && !isIndeterminate ? <Icon name="check" size={18} /> : null}
          </span>
          {children === undefined ? null : <span>{children}</span>}
        </>
      )}
    </AriaCheckbox>
  );
}
