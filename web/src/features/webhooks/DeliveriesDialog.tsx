import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { ReplayDead } from './ReplayDead';
import { useDeliveryTexts, useEventTexts } from './useWebhookTexts';
import {
  deliveries_page,
  fetchDeliveries,
  type Delivery,
  type Webhook,
  webhooksKey,
} from './webhooks.wire';

interface DeliveriesDialogProps {
  webhook: Webhook;
  onClose: () => void;
}

/** What was sent to a receiver, newest first, and what became of it. */
export default function DeliveriesDialog({ webhook, onClose }: DeliveriesDialogProps) {
  const log = useInfiniteQuery({
    queryKey: [webhooksKey, 'log', webhook.id],
    queryFn: ({ pageParam, signal }) => fetchDeliveries(webhook.id, pageParam, signal),
    initialPageParam: 1,
    getNextPageParam: (last, _all, page) =>
      page * deliveries_page < last.metadata.total ? page + 1 : undefined,
    staleTime: 0,
  });
  const entries = log.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Dialog
      isOpen
      shape="wide"
      title={<Trans id="webhooks.deliveries">Messages sent</Trans>}
      onClose={onClose}
      actions={
        <Button onPress={onClose}>
          <Trans id="webhooks.close">Close</Trans>
        </Button>
      }
    >
      <p className="soft">
        <bdi dir="ltr">{webhook.url}</bdi>
      </p>
      {log.isPending ? <Skeleton lines={6} /> : null}
      {log.isError ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.isSuccess && entries.length === 0 ? (
        <EmptyState title={<Trans id="webhooks.deliveries.none">Nothing was sent yet.</Trans>} />
      ) : null}
      {entries.some((one) => one.status === 'dead') ? <ReplayDead id={webhook.id} /> : null}
      <ol className="webhook-log">
        {entries.map((entry) => (
          <DeliveryRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {log.hasNextPage ? (
        <Button onPress={() => void log.fetchNextPage()} isPending={log.isFetchingNextPage}>
          <Trans id="webhooks.deliveries.more">Show older messages</Trans>
        </Button>
      ) : null}
    </Dialog>
  );
}

function DeliveryRow({ entry }: { entry: Delivery }) {
  const language = useLanguage();
  const states = useDeliveryTexts();
  const { eventText } = useEventTexts();
  const when = formatDateTime(entry.created_at, language);
  const next = entry.next_attempt_at ? formatDateTime(entry.next_attempt_at, language) : '';
  const { attempt, record_id: record } = entry;
  const status = entry.http_status ?? 0;
  const isBad = entry.status === 'dead' || entry.status === 'failed';
  return (
    <li data-state={entry.status}>
      <p className="webhook-log-head">
        <time dateTime={entry.created_at}>
          <bdi>{when}</bdi>
        </time>
        <strong>{eventText(entry.event)}</strong>
        <span className={isBad ? 'webhook-chip webhook-chip-bad' : 'webhook-chip'}>
          {states[entry.status]}
        </span>
      </p>
      {isBad && entry.error ? <p>{entry.error}</p> : null}
      <p className="soft">
        {record === undefined ? null : (
          <>
            <Trans id="webhooks.deliveries.record">
              Record <bdi>{record.slice(-7)}</bdi>
            </Trans>
            {' · '}
          </>
        )}
        <Trans id="webhooks.deliveries.attempts">Attempts: {attempt}</Trans>
        {status === 0 ? null : (
          <>
            {' · '}
            <Trans id="webhooks.deliveries.status">Answer: {status}</Trans>
          </>
        )}
        {next === '' ? null : (
          <>
            {' · '}
            <Trans id="webhooks.deliveries.next">
              Next try: <bdi>{next}</bdi>
            </Trans>
          </>
        )}
      </p>
    </li>
  );
}
