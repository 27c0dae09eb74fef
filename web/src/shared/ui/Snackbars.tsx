import { useLingui } from '@lingui/react/macro';
import { useEffect, useSyncExternalStore } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';
import type { IconName } from './icons';
import {
  currentNotices,
  dismissNotice,
  NoticeKind,
  subscribeToNotices,
  type Notice,
} from './snackbar-store';
import './Snackbars.css';

const leavesAfterMs = 6000;

const symbols: Record<NoticeKind, IconName> = {
  success: 'check',
  info: 'info',
  warning: 'warning',
  error: 'warning',
};

/** The live region of short messages; stands once, in the frame. */
export function Snackbars() {
  const { t } = useLingui();
  const notices = useSyncExternalStore(subscribeToNotices, currentNotices);
  return (
    <section
      className="snackbars"
      aria-live="polite"
      aria-label={t({ id: 'notices.region', message: 'Messages' })}
    >
      {notices.map((notice) => (
        <Snackbar key={notice.key} notice={notice} />
      ))}
    </section>
  );
}

function Snackbar({ notice }: { notice: Notice }) {
  const { t } = useLingui();
  const stays = notice.kind === NoticeKind.error || notice.action !== undefined;
  useEffect(() => {
    const timer = stays ? undefined : setTimeout(() => dismissNotice(notice.key), leavesAfterMs);
    return () => clearTimeout(timer);
  }, [stays, notice]);
  return (
    <div
      className={`snackbar snackbar-${notice.kind}`}
      role={notice.kind === NoticeKind.error ? 'alert' : undefined}
    >
      <Icon name={symbols[notice.kind]} />
      <div className="snackbar-text">{notice.text}</div>
      {notice.action ? (
        <Button kind="secondary" onPress={notice.action.onPress}>
          {notice.action.text}
        </Button>
      ) : null}
      <Button
        kind="quiet"
        onPress={() => dismissNotice(notice.key)}
        aria-label={t({ id: 'notices.close', message: 'Close the message' })}
      >
        <Icon name="close" size={20} />
      </Button>
    </div>
  );
}
