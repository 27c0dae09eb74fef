import { useEffect } from 'react';
import { hasShortcuts, isTyping } from './shortcuts';

/** What keys do. */
export type ShortcutId = 'search' | 'save' | 'next_match' | 'previous_match';

export interface Stroke {
  readonly key: string;
  /** With Ctrl, or Cmd on a Mac. */
  readonly isCommand?: boolean;
}

/** Every key that works wherever the focus is. The page *Support* shows this list. */
export const shortcut_keys: Readonly<Record<ShortcutId, readonly Stroke[]>> = {
  search: [{ key: '/' }, { key: 'k', isCommand: true }],
  save: [{ key: 's', isCommand: true }],
  next_match: [{ key: 'n' }],
  previous_match: [{ key: 'p' }],
};

interface ShortcutOptions {
  /** It waits while a dialog is open. */
  readonly isBehindDialogs?: boolean;
  /** It works for those, too, who have switched shortcuts off. */
  readonly isAlwaysOn?: boolean;
}

/** Does something on a key of the list; a letter alone never while somebody is typing. */
export function useShortcut(
  id: ShortcutId,
  act: (() => void) | undefined,
  { isBehindDialogs = false, isAlwaysOn = false }: ShortcutOptions = {},
): void {
  useEffect(() => {
    if (act === undefined) return;
    const listen = (event: KeyboardEvent) => {
      if (!shortcut_keys[id].some((stroke) => isStroke(event, stroke))) return;
      if (!isAlwaysOn && !hasShortcuts()) return;
      if (isBehindDialogs && hasDialog()) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [id, act, isBehindDialogs, isAlwaysOn]);
}

function isStroke(event: KeyboardEvent, { key, isCommand = false }: Stroke): boolean {
  if (event.key.toLowerCase() !== key) return false;
  const hasCommand = event.ctrlKey || event.metaKey;
  return isCommand ? hasCommand : !hasCommand && !event.altKey && !isTyping(event.target);
}

function hasDialog(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
