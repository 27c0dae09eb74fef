import type { ReactNode } from 'react';

/** What kind of news; success and info leave by themselves, the others wait to be closed. */
export const NoticeKind = {
  success: 'success',
  info: 'info',
  warning: 'warning',
  error: 'error',
} as const;
export type NoticeKind = (typeof NoticeKind)[keyof typeof NoticeKind];

export interface Notice {
  /** The same key is shown once; a newer one replaces the older. */
  key: string;
  kind: NoticeKind;
  text: ReactNode;
  action?: { text: ReactNode; onPress: () => void };
}

const atMost = 3;
let notices: readonly Notice[] = [];
const listeners = new Set<() => void>();

/** Shows a short message at the edge of the screen. */
export function notify(notice: Notice): void {
  change([...notices.filter(({ key }) => key !== notice.key), notice].slice(-atMost));
}

export function dismissNotice(key: string): void {
  change(notices.filter((notice) => notice.key !== key));
}

export function dismissAllNotices(): void {
  change([]);
}

export function currentNotices(): readonly Notice[] {
  return notices;
}

export function subscribeToNotices(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) {
    listener();
  }
}
