import { Trans, useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import * as v from 'valibot';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pathTo } from '../../shared/records/record-type';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { call } from '../../shared/wire/client';
import { RecordType } from '../../shared/wire/records';
import '../../shared/ui/work.css';

const person = v.optional(v.nullable(v.string()));

const activity = v.looseObject({
  record_id: v.string(),
  display_id: v.optional(v.nullable(v.string())),
  performed_by: person,
  datetime: v.string(),
  record_access_denied: v.optional(v.boolean(), false),
  data: v.looseObject({
    status: v.optional(v.looseObject({ to: v.optional(v.string()) })),
    owned_by: v.optional(v.looseObject({ from: person, to: person })),
  }),
});
type Activity = v.InferOutput<typeof activity>;

const activityQuery = queryOptions({
  queryKey: ['activity_log'],
  queryFn: async ({ signal }) =>
    (await call('/activity_log', v.object({ data: v.array(activity) }), { signal })).data,
});

/** Transfers of the team that were answered in the last days. */
export function ActivityScreen() {
  return (
    <WorkTexts>
      <ActivityList />
    </WorkTexts>
  );
}

function ActivityList() {
  const { t } = useLingui();
  const found = useQuery(activityQuery);
  return (
    <>
      <PageHeading title={t({ id: 'activity.title', message: 'Activity log' })} />
      <p className="soft">
        <Trans id="activity.note">Transfers that were answered in the last seven days.</Trans>
      </p>
      {found.isPending ? <Skeleton lines={5} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data?.length === 0 ? (
        <EmptyState title={<Trans id="activity.none">No transfer was answered.</Trans>} />
      ) : null}
      <ul className="work-list">
        {found.data?.map((one) => (
          <li key={`${one.record_id} ${one.datetime}`}>
            <ActivityRow activity={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ActivityRow({ activity: one }: { activity: Activity }) {
  const language = useLanguage();
  const number = one.display_id ?? one.record_id;
  const from = one.data.owned_by?.from ?? '';
  const to = one.data.owned_by?.to ?? '';
  const content = (
    <>
      <bdi className="work-name">{number}</bdi>
      <span>
        {one.data.status?.to === 'accepted' ? (
          <Trans id="activity.accepted">
            Transfer accepted: from <bdi>{from}</bdi> to <bdi>{to}</bdi>
          </Trans>
        ) : (
          <Trans id="activity.rejected">
            Transfer rejected: stays with <bdi>{from}</bdi>
          </Trans>
        )}
      </span>
      <span className="work-when soft">
        <bdi>{formatDateTime(one.datetime, language)}</bdi>
      </span>
    </>
  );
  return one.record_access_denied ? (
    <span className="work-row">{content}</span>
  ) : (
    <Link to={pathTo(RecordType.case, one.record_id)} className="work-row">
      {content}
    </Link>
  );
}
