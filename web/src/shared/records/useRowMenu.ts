import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import type { RowMenuProps } from './row-menu';
import type { RecordData } from '../wire/records';

/** Whose menu is open, and beside what. */
type OpenedRow = Pick<RowMenuProps, 'record' | 'label' | 'trigger'>;

export interface RowMenuState {
  opened: OpenedRow | undefined;
  open: (record: RecordData, label: string, trigger: HTMLElement) => void;
  close: () => void;
}

/** One menu for all rows of a list. */
export function useRowMenu(): RowMenuState {
  const [opened, setOpened] = useState<OpenedRow>();
  return {
    opened,
    open: (record, label, trigger) => setOpened({ record, label, trigger: { current: trigger } }),
    close: () => setOpened(undefined),
  };
}

const row_of = 'tr, li';
const long_press_ms = 500;
/** A finger that moves farther scrolls. */
const still_px = 10;
/** So long after the finger has lifted, a click is no longer of that press. */
const after_lift_ms = 300;
const secondary_button = 2;

function menuButtonAt(target: EventTarget): HTMLElement | undefined {
  const row = target instanceof Element ? target.closest(row_of) : null;
  return row?.querySelector<HTMLElement>('.row-menu') ?? undefined;
}

/**
 * The menu key and a long press open the menu of the row they are on. A mouse keeps the menu of
 * the browser: it has a button in each row, and the link's own commands are not to be had else.
 */
export function useRowGestures() {
  const press = useRef<{ x: number; y: number; timer: number; isLong: boolean }>(undefined);
  const end = () => window.clearTimeout(press.current?.timer);
  return {
    onContextMenu: (event: MouseEvent) => {
      const button = menuButtonAt(event.target);
      if (event.button === secondary_button || button === undefined) return;
      event.preventDefault();
      if (press.current?.isLong !== true) button.click();
    },
    onPointerDown: ({ pointerType, target, clientX: x, clientY: y }: PointerEvent) => {
      end();
      press.current = undefined;
      const button = menuButtonAt(target);
      if (pointerType !== 'touch' || button === undefined || button.contains(asNode(target))) {
        return;
      }
      const timer = window.setTimeout(() => {
        if (press.current) press.current.isLong = true;
        button.click();
      }, long_press_ms);
      press.current = { x, y, timer, isLong: false };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = press.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > still_px) end();
    },
    onPointerUp: () => {
      end();
      const over = press.current;
      window.setTimeout(() => {
        if (press.current === over) press.current = undefined;
      }, after_lift_ms);
    },
    onPointerCancel: end,
    // What the finger lifts from is not pressed as well.
    onClickCapture: (event: MouseEvent) => {
      const isOfButton = menuButtonAt(event.target)?.contains(asNode(event.target)) === true;
      if (press.current?.isLong !== true || isOfButton) return;
      press.current = undefined;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function asNode(target: EventTarget): Node | null {
  return target instanceof Node ? target : null;
}
