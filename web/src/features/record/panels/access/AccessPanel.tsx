import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, use, useState } from 'react';
import { formatDate, formatDateTime } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { Button } from '../../../../shared/ui/Button';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import { ErrorState } from '../../../../shared/ui/ErrorState';
import { Fetched } from '../../../../shared/ui/Fetched';
import { FilterButton } from '../../../../shared/ui/FilterButton';
import { Skeleton } from '../../../../shared/ui/Skeleton';
import { localDay } from '../../../../shared/text/days';
import { pickText } from '../../../../shared/text/pick';
import type { RecordType } from '../../../../shared/wire/records';
import type { PanelProps } from '../../panel-props';
import { recordKey } from '../../useRecord';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { PrintLog } from '../log/PrintLog';
import { type AccessFilters, accessQuery, recentAccess } from '../log/log-filters';
import { access_page_size, type AccessEntry, fetchAccessLog } from './access.wire';

const AccessFilterDialog = lazy(() => import('../log/AccessFilterDialog'));

function useAccessLog(type: RecordType, id: string, filters: AccessFilters) {
  return useInfiniteQuery({
    queryKey: [...recordKey(type, id), 'access', filters],
    queryFn: ({ pageParam, signal }) =>
      fetchAccessLog({ type, id }, pageParam, accessQuery(filters), signal),
    initialPageParam: 1,
    getNextPageParam: (last, _all, page) =>
      page * access_page_size < last.metadata.total ? page + 1 : undefined,
    staleTime: 0,
  });
}

/** Who looked at the record or changed it, newest first; the last month unless asked for more. */
export default function AccessPanel({ type, record, title }: PanelProps) {
  use(recordTexts);
  const [initial] = useState(() => recentAccess(localDay(new Date())));
  const [filters, setFilters] = useState(initial);
  const [isChoosing, setChoosing] = useState(false);
  const log = useAccessLog(type, record.data.id, filters);
  const entries = log.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <PanelFrame
      title={title}
      actions={
        <div className="panel-actions">
          {entries.length > 0 ? <PrintLog log={log} /> : null}
          <FilterButton count={countOf(filters)} onPress={() => setChoosing(true)} />
        </div>
      }
    >
      {isChoosing ? (
        <Fetched onFailed={() => setChoosing(false)}>
          <AccessFilterDialog
            users={entries.map((entry) => entry.user_name).filter(Boolean)}
            filters={filters}
            initial={initial}
            onChange={setFilters}
            onClose={() => setChoosing(false)}
          />
        </Fetched>
      ) : null}
      <Period filters={filters} />
      {log.isPending ? <Skeleton lines={6} /> : null}
      {log.isError ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.isSuccess && entries.length === 0 ? (
        <EmptyState
          title={<Trans id="panel.access.none">Nobody used this record in this time.</Trans>}
        />
      ) : null}
      <ol className="history">
        {entries.map((entry) => (
          <AccessRow key={entry.id} entry={entry} />
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

function countOf({ actions, users }: AccessFilters): number {
  return actions.length + users.length;
}

/** Of which days the log speaks. */
function Period({ filters: { from, to } }: { filters: AccessFilters }) {
  const language = useLanguage();
  const first = from === null ? '' : formatDate(from, language);
  const last = to === null ? '' : formatDate(to, language);
  if (first === '' && last === '') return null;
  return (
    <p className="soft">
      {last === '' ? (
        <Trans id="panel.access.since" comment="{first} is a date.">
          Since <bdi>{first}</bdi>
        </Trans>
      ) : first === '' ? (
        <Trans id="panel.access.until" comment="{last} is a date.">
          Until <bdi>{last}</bdi>
        </Trans>
      ) : (
        <Trans id="panel.access.between" comment="{first} and {last} are dates.">
          From <bdi>{first}</bdi> to <bdi>{last}</bdi>
        </Trans>
      )}
    </p>
  );
}

function AccessRow({ entry }: { entry: AccessEntry }) {
  const language = useLanguage();
  const role = pickText(entry.role_name_i18n ?? entry.role_name, language);
  return (
    <li>
      <p className="history-head">
        <time dateTime={entry.timestamp}>
          <bdi>{formatDateTime(entry.timestamp, language)}</bdi>
        </time>
        <span>
          <AccessText entry={entry} />
        </span>
      </p>
      {role === '' ? null : (
        <p className="soft">
          <bdi>{role}</bdi>
        </p>
      )}
    </li>
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
    case 'reveal':
      return <Trans id="panel.access.revealed">{name} looked at what the record protects</Trans>;
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
