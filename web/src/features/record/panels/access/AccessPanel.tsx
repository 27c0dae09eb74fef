import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { use } from 'react';
import { formatDateTime } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { Button } from '../../../../shared/ui/Button';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import { ErrorState } from '../../../../shared/ui/ErrorState';
import { Skeleton } from '../../../../shared/ui/Skeleton';
import type { PanelProps } from '../../panel-props';
import { recordKey } from '../../useRecord';
import { panelTexts } from '../panel-texts';
import { PanelFrame } from '../PanelFrame';
import { access_page_size, type AccessEntry, fetchAccessLog } from './access.wire';

/** Who looked at the record or changed it, newest first. */
export default function AccessPanel({ type, record, title }: PanelProps) {
  use(panelTexts);
  const language = useLanguage();
  const { id } = record.data;
  const log = useInfiniteQuery({
    queryKey: [...recordKey(type, id), 'access'],
    queryFn: ({ pageParam, signal }) => fetchAccessLog(type, id, pageParam, signal),
    initialPageParam: 1,
    getNextPageParam: (last, _all, page) =>
      page * access_page_size < last.metadata.total ? page + 1 : undefined,
    staleTime: 0,
  });
  const entries = log.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <PanelFrame title={title}>
      {log.isPending ? <Skeleton lines={6} /> : null}
      {log.isError ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.isSuccess && entries.length === 0 ? (
        <EmptyState title={<Trans id="panel.access.none">Nobody has used this record.</Trans>} />
      ) : null}
      <ol className="history">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p className="history-head">
              <time dateTime={entry.timestamp}>
                <bdi>{formatDateTime(entry.timestamp, language)}</bdi>
              </time>
              <span>
                <AccessText entry={entry} />
              </span>
            </p>
            {entry.role_name ? (
              <p className="soft">
                <bdi>{entry.role_name}</bdi>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {log.hasNextPage ? (
        <span className="panel-actions">
          <Button onPress={() => void log.fetchNextPage()} isPending={log.isFetchingNextPage}>
            <Trans id="panel.access.more">Show older uses</Trans>
          </Button>
        </span>
      ) : null}
    </PanelFrame>
  );
}

function AccessText({ entry: { action, user_name: user } }: { entry: AccessEntry }) {
  const name = <bdi>{user}</bdi>;
  switch (action) {
    case 'show':
      return <Trans id="panel.access.read">{name} read the record</Trans>;
    case 'create':
      return <Trans id="panel.access.created">{name} registered the record</Trans>;
    case 'update':
      return <Trans id="panel.access.changed">{name} changed the record</Trans>;
    case 'export':
      return <Trans id="panel.access.exported">{name} exported the record</Trans>;
    case 'show_alerts':
    case 'list':
    case 'index':
    case 'record_history':
      return <Trans id="panel.access.parts">{name} looked at parts of the record</Trans>;
    default:
      return (
        <Trans id="panel.access.other" comment="{action} is a technical word of the server.">
          {name} used the record (<bdi>{action}</bdi>)
        </Trans>
      );
  }
}
