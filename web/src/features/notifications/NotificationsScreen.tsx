import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  markAllRead,
  notificationsKey,
  notificationsQuery,
  type Notification,
} from '../../shared/records/notifications';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { NotificationRow } from './NotificationRow';
import '../../shared/ui/work.css';
import './NotificationsScreen.css';

const perPage = 30;

/** What happened that concerns me, the newest first; what was not read is marked. */
export function NotificationsScreen() {
  return (
    <WorkTexts>
      <Notifications />
    </WorkTexts>
  );
}

function Notifications() {
  const { t } = useLingui();
  const [page, setPage] = useState(1);
  const found = useQuery(notificationsQuery(page, perPage));
  const total = found.data?.metadata.total ?? 0;
  const rows = found.data?.data ?? [];
  return (
    <>
      <PageHeading
        title={t({ id: 'notifications.title', message: 'Notifications' })}
        actions={rows.some(isUnread) ? <ReadAll /> : null}
      />
      {found.isPending ? <Skeleton lines={6} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data && rows.length === 0 ? (
        <EmptyState title={<Trans id="notifications.none">There is no news for you.</Trans>}>
          <p>
            <Trans id="notifications.none_hint">
              Referrals, transfers, approvals and other things that concern you appear here.
            </Trans>
          </p>
        </EmptyState>
      ) : null}
      <ul className="work-list">
        {rows.map((one) => (
          <li key={one.id}>
            <NotificationRow notification={one} />
          </li>
        ))}
      </ul>
      {total > perPage ? (
        <nav className="row" aria-label={t({ id: 'pager.label', message: 'Pages' })}>
          <Button isDisabled={page === 1} onPress={() => setPage(page - 1)}>
            <Trans id="notifications.newer">Newer</Trans>
          </Button>
          <Button isDisabled={page * perPage >= total} onPress={() => setPage(page + 1)}>
            <Trans id="notifications.older">Older</Trans>
          </Button>
        </nav>
      ) : null}
    </>
  );
}

function isUnread({ read_at: readAt }: Notification): boolean {
  return !readAt;
}

function ReadAll() {
  const queries = useQueryClient();
  const reading = useMutation({
    mutationFn: markAllRead,
    onSuccess: () => queries.invalidateQueries({ queryKey: notificationsKey }),
  });
  return (
    <Button onPress={() => reading.mutate()} isPending={reading.isPending}>
      <Trans id="notifications.read_all">Mark all as read</Trans>
    </Button>
  );
}
