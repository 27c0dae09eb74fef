import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  type MenuItemProps,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import './overlays.css';

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  label: string;
  onAction: (id: string) => void;
  children: ReactNode;
}

/** A list of commands behind a button. */
export function Menu({ trigger, label, onAction, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover">
        <AriaMenu aria-label={label} className="listbox" onAction={(key) => onAction(String(key))}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** One command; `id` goes to the menu's `onAction`. */
export function MenuItem(props: Omit<MenuItemProps, 'className' | 'style'>) {
  return <AriaMenuItem {...props} className="listbox-item" />;
}
