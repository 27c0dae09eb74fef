import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pathTo } from '../../shared/records/record-type';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { RecordType } from '../../shared/wire/records';
import { activityDays, ActivityFilters, type ActivityWish } from './ActivityFilters';
import { type Activity, activityQuery, perPage } from './activity.wire';
import { Happening } from './Happening';
import { useSeenUntil } from './useSeenUntil';
import '../../shared/ui/work.css';
import './activity.css';

/** Which records of the wire's names have a page here. */
const pages: Readonly<Record<string, RecordType>> = {
  Child: RecordType.case,
  Incident: RecordType.incident,
  Family: RecordType.family,
  TracingRequest: RecordType.tracingRequest,
  RegistryRecord: RecordType.registryRecord,
};

/** What happened to the records of the team lately: who has them, approvals, other changes. */
export function ActivityScreen() {
  return (
    <WorkTexts>
      <ActivityList />
    </WorkTexts>
  );
}

function ActivityList() {
  const { t } = useLingui();
  const [wish, setWish] = useState<ActivityWish>({
    days: activityDays[0],
    kind: undefined,
    person: undefined,
    page: 1,
  });
  const change = (next: Partial<ActivityWish>) => setWish({ ...wish, page: 1, ...next });
  const seen = useSeenUntil();
  const found = useQuery(activityQuery(wish));
  const shown = found.data?.data;
  const total = found.data?.metadata.total ?? 0;
  const { page } = wish;
  return (
    <>
      <PageHeading title={t({ id: 'activity.title', message: 'Activity log' })} />
      <p className="soft">
        <Trans id="activity.note">What happened to the records of your team.</Trans>
      </p>
      <ActivityFilters
        wish={wish}
        people={shown?.flatMap(({ performed_by: by }) => (by ? [by] : [])) ?? []}
        onChange={change}
      />
      {found.isPending ? <Skeleton lines={5} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {shown?.length === 0 ? (
        <EmptyState title={<Trans id="activity.none">Nothing happened.</Trans>} />
      ) : null}
      <ul className="work-list">
        {shown?.map((one, index) => (
          <li key={`${one.record_id} ${one.datetime} ${index}`}>
            <ActivityRow activity={one} isNew={one.datetime > seen} />
          </li>
        ))}
      </ul>
      {total > perPage ? (
        <nav className="row" aria-label={t({ id: 'pager.label', message: 'Pages' })}>
          <Button isDisabled={page === 1} onPress={() => change({ page: page - 1 })}>
            <Trans id="activity.newer">Newer</Trans>
          </Button>
          <Button isDisabled={page * perPage >= total} onPress={() => change({ page: page + 1 })}>
            <Trans id="activity.older">Older</Trans>
          </Button>
        </nav>
      ) : null}
    </>
  );
}

function ActivityRow({ activity: one, isNew }: { activity: Activity; isNew: boolean }) {
  const language = useLanguage();
  const number = one.display_id ?? one.record_id;
  const content = (
    <>
      <span className="work-who">
        {isNew ? (
          <span className="activity-new">
            <Trans id="notifications.new">New</Trans>
          </span>
        ) : null}
        <bdi className="work-name">{number}</bdi>
      </span>
      <span className="work-what">
        <Happening activity={one} />
      </span>
      <span className="work-when soft">
        <bdi>{formatDateTime(one.datetime, language)}</bdi>
      </span>
    </>
  );
  return one.record_access_denied ? (
    <span className="work-row">{content}</span>
  ) : (
    <Link
      to={pathTo(pages[one.record_type] ?? RecordType.case, one.record_id)}
      className="work-row"
    >
      {content}
    </Link>
  );
}
