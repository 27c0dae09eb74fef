import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Popover } from 'react-aria-components/Popover';
import { Button, type ButtonKind } from './Button';
import './overlays.css';

export interface MenuProps {
  /** What stands on the button that opens it. */
  trigger: ReactNode;
  kind?: ButtonKind;
  /** Names the button and the menu. */
  label: string;
  onAction: (id: string) => void;
  children: ReactNode;
}

const ChooseContext = createContext<(id: string) => void>(() => undefined);

/** The item that has the focus when a menu opens. */
type End = 'first' | 'last';
const opening_keys: Readonly<Record<string, End>> = { ArrowDown: 'first', ArrowUp: 'last' };

/** A list of commands behind a button. */
export function Menu({ trigger, kind = 'secondary', label, onAction, children }: MenuProps) {
  const [openAt, setOpenAt] = useState<End>();
  const isOpen = openAt !== undefined;
  const box = useRef<HTMLSpanElement>(null);
  const choose = (id: string) => {
    setOpenAt(undefined);
    onAction(id);
  };
  return (
    <span ref={box} className="menu">
      <Button
        kind={kind}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setOpenAt('first')}
        onKeyDown={({ key }) => setOpenAt(opening_keys[key] ?? openAt)}
      >
        {trigger}
      </Button>
      <MenuPopover
        label={label}
        triggerRef={box}
        openAt={openAt}
        onClose={() => setOpenAt(undefined)}
        onAction={choose}
      >
        {children}
      </MenuPopover>
    </span>
  );
}

interface MenuPopoverProps extends Pick<MenuProps, 'label' | 'onAction' | 'children'> {
  /** What it stands beside. */
  triggerRef: RefObject<HTMLElement | null>;
  /** Undefined while it is closed. */
  openAt: End | undefined;
  onClose: () => void;
}

/** The commands of a menu whose button is elsewhere. Whoever opened it closes it after a choice. */
export function MenuPopover(props: MenuPopoverProps) {
  const { label, triggerRef, openAt, onClose, onAction, children } = props;
  return (
    <Popover
      className="popover"
      aria-label={label}
      triggerRef={triggerRef}
      isOpen={openAt !== undefined}
      onOpenChange={(isWanted) => (isWanted ? undefined : onClose())}
    >
      <ChooseContext value={onAction}>
        <MenuList label={label} startAt={openAt ?? 'first'} onLeave={onClose}>
          {children}
        </MenuList>
      </ChooseContext>
    </Popover>
  );
}

interface MenuListProps {
  label: string;
  startAt: End;
  onLeave: () => void;
  children: ReactNode;
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}

/** The open menu: arrows, Home, End and first letters move in it, as in menus of the system. */
function MenuList({ label, startAt, onLeave, children }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A frame later the popover has taken its place and the focus with it.
    const frame = requestAnimationFrame(() =>
      itemsOf(list.current)
        .at(startAt === 'first' ? 0 : -1)
        ?.focus({ preventScroll: startAt === 'first' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [startAt]);
  const typed = useRef({ text: '', at: 0 });
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Tab') onLeave();
    const items = itemsOf(list.current);
    const at = items.findIndex((item) => item === event.target);
    const next = itemAfter(items, at, event.key) ?? startingWith(items, at, typed.current, event);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div ref={list} role="menu" aria-label={label} className="listbox" onKeyDown={move}>
      {children}
    </div>
  );
}

function itemAfter(items: HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length];
    case 'ArrowUp':
      return items.at(at - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}

/** After this pause a letter begins a new word. */
const pause_ms = 1000;

/** The item that begins with what was typed without a pause; the next one after a single letter. */
function startingWith(
  items: HTMLElement[],
  at: number,
  typed: { text: string; at: number },
  { key, timeStamp }: KeyboardEvent,
): HTMLElement | undefined {
  const before = timeStamp - typed.at < pause_ms ? typed.text : '';
  if (key.length !== 1 || (key === ' ' && before === '')) return undefined;
  typed.text = before + key.toLocaleLowerCase();
  typed.at = timeStamp;
  const start = before === '' ? at + 1 : at;
  const order = [...items.slice(start), ...items.slice(0, start)];
  return order.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(typed.text));
}

interface MenuItemProps {
  /** Goes to the menu's `onAction`. */
  id: string;
  /** It stays where the keyboard can reach it: its text says why it cannot be chosen. */
  isDisabled?: boolean;
  children: ReactNode;
}

/** One command. */
export function MenuItem({ id, isDisabled = false, children }: MenuItemProps) {
  const choose = use(ChooseContext);
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="listbox-item menu-item"
      aria-disabled={isDisabled || undefined}
      onClick={() => (isDisabled ? undefined : choose(id))}
    >
      {children}
    </button>
  );
}
