import { Trans, useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
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
import { activityDays, ActivityFilters } from './ActivityFilters';
import { useSeenUntil } from './useSeenUntil';
import '../../shared/ui/work.css';
import './activity.css';

const dayMs = 24 * 60 * 60 * 1000;
const person = v.optional(v.nullable(v.string()));

const activity = v.looseObject({
  type: v.optional(v.string(), 'transfer'),
  record_type: v.optional(v.string(), 'Child'),
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

/** What was decided in so many days up to now. */
function activityQuery(days: number) {
  return queryOptions({
    queryKey: ['activity_log', days],
    queryFn: async ({ signal }) => {
      const query = { 'datetime[from]': new Date(Date.now() - days * dayMs).toISOString() };
      return (await call('/activity_log', v.object({ data: v.array(activity) }), { query, signal }))
        .data;
    },
  });
}

/** Which records of the wire's names have a page here. */
const pages: Readonly<Record<string, RecordType>> = {
  Child: RecordType.case,
  Incident: RecordType.incident,
  Family: RecordType.family,
};

/** What was decided in the team lately: on transfers, referrals, owners and approvals. */
export function ActivityScreen() {
  return (
    <WorkTexts>
      <ActivityList />
    </WorkTexts>
  );
}

function ActivityList() {
  const { t } = useLingui();
  const [days, setDays] = useState<number>(activityDays[0]);
  const [kind, setKind] = useState<string>();
  const seen = useSeenUntil();
  const found = useQuery(activityQuery(days));
  const shown = found.data?.filter(({ type }) => kind === undefined || type === kind);
  return (
    <>
      <PageHeading title={t({ id: 'activity.title', message: 'Activity log' })} />
      <p className="soft">
        <Trans id="activity.note">What was decided in your team.</Trans>
      </p>
      <ActivityFilters
        days={days}
        kind={kind}
        kinds={found.data?.map(({ type }) => type) ?? []}
        onDays={setDays}
        onKind={setKind}
      />
      {found.isPending ? <Skeleton lines={5} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {shown?.length === 0 ? (
        <EmptyState title={<Trans id="activity.none">Nothing was decided.</Trans>} />
      ) : null}
      <ul className="work-list">
        {shown?.map((one) => (
          <li key={`${one.record_id} ${one.datetime}`}>
            <ActivityRow activity={one} isNew={one.datetime > seen} />
          </li>
        ))}
      </ul>
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

/** One entry as a sentence. */
function Happening({ activity: one }: { activity: Activity }) {
  const from = one.data.owned_by?.from ?? '';
  const to = one.data.owned_by?.to ?? '';
  const by = one.performed_by ?? '';
  const isAgreed = ['accepted', 'approved'].includes(one.data.status?.to ?? '');
  switch (one.type) {
    case 'assign':
      return (
        <Trans id="activity.assigned">
          Assigned: from <bdi>{from}</bdi> to <bdi>{to}</bdi>
        </Trans>
      );
    case 'approval':
      return isAgreed ? (
        <Trans id="activity.approval.approved">
          Approved by <bdi>{by}</bdi>
        </Trans>
      ) : (
        <Trans id="activity.approval.rejected">
          Approval refused by <bdi>{by}</bdi>
        </Trans>
      );
    case 'referral':
      if (one.data.status?.to === 'done') {
        return (
          <Trans id="activity.referral.done">
            Referral finished by <bdi>{by}</bdi>
          </Trans>
        );
      }
      return isAgreed ? (
        <Trans id="activity.referral.accepted">
          Referral accepted by <bdi>{by}</bdi>
        </Trans>
      ) : (
        <Trans id="activity.referral.rejected">
          Referral rejected by <bdi>{by}</bdi>
        </Trans>
      );
    default:
      return isAgreed ? (
        <Trans id="activity.accepted">
          Transfer accepted: from <bdi>{from}</bdi> to <bdi>{to}</bdi>
        </Trans>
      ) : (
        <Trans id="activity.rejected">
          Transfer rejected: stays with <bdi>{from}</bdi>
        </Trans>
      );
  }
}
