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
  const to = addressOf(notification);
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
  return to === undefined ? (
    <span className="work-row">{content}</span>
  ) : (
    <Link to={to} className="work-row" onClick={read}>
      {content}
    </Link>
  );
}

/** The record it is about; both names of a record type are in use on the wire. */
function addressOf({ record_type: type, record_id: id }: Notification): string | undefined {
  const plural = Object.values(RecordType).find(
    (one) => one === type || one === `${type}s` || (type === 'family' && one === 'families'),
  );
  return plural === undefined || !id ? undefined : `/${plural}/${id}`;
}
