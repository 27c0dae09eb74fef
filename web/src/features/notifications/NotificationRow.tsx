import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { markRead, notificationsKey, type Notification } from '../../shared/records/notifications';
import { RecordType } from '../../shared/wire/records';
import { eventTexts } from './event-texts';

interface NotificationRowProps {
  notification: Notification;
}

/** One piece of news, with the way to what it is about. */
export function NotificationRow({ notification }: NotificationRowProps) {
  const { i18n } = useLingui();
  const language = useLanguage();
  const queries = useQueryClient();
  const { event, actor, display_id: number, created_at: at, read_at: readAt } = notification;
  const text = eventTexts[event];
  const target = targetOf(notification);
  const read = () => {
    if (readAt) return;
    void markRead(notification.id)
      .then(() => queries.invalidateQueries({ queryKey: notificationsKey }))
      .catch(() => undefined);
  };
  const content = (
    <>
      <span className="work-who">
        {readAt ? null : (
          <span className="news-mark">
            <Trans id="notifications.new">New</Trans>
          </span>
        )}
        <span className={readAt ? undefined : 'news-unread'}>
          {text === undefined ? (
            <Trans id="notifications.other">Something changed in a record</Trans>
          ) : (
            i18n._(text)
          )}
        </span>
      </span>
      <span className="soft">
        {number ? <bdi>{number}</bdi> : null} {actor ? <bdi>{actor}</bdi> : null}
      </span>
      <span className="work-when soft">
        <bdi>{formatDateTime(at, language)}</bdi>
      </span>
    </>
  );
  return target === undefined ? (
    <span className="work-row">{content}</span>
  ) : (
    <Link {...target} className="work-row" onClick={read}>
      {content}
    </Link>
  );
}

interface Target {
  to: string;
  search?: Readonly<Record<string, string>>;
}

/** Where it leads: to its record, or to the list of the records that it counts. */
function targetOf(notification: Notification): Target | undefined {
  if (notification.event === 'retention_due') {
    const until = notification.created_at.slice(0, 'yyyy-mm-dd'.length);
    const due = { 'retention_due_on[0]': `1900-01-01..${until}`, 'record_state[0]': 'true' };
    return { to: '/cases', search: { ...due, page: '1' } };
  }
  const to = addressOf(notification);
  return to === undefined ? undefined : { to };
}

/** The record it is about; both names of a record type are in use on the wire. */
function addressOf({ record_type: type, record_id: id }: Notification): string | undefined {
  const plural = Object.values(RecordType).find(
    (one) => one === type || one === `${type}s` || (type === 'family' && one === 'families'),
  );
  return plural === undefined || !id ? undefined : `/${plural}/${id}`;
}
