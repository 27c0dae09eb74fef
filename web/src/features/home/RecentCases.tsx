import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pathTo } from '../../shared/records/record-type';
import { recordListQuery } from '../../shared/records/records';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { LinkButton } from '../../shared/ui/LinkButton';
import { Skeleton } from '../../shared/ui/Skeleton';
import { RecordType, type RecordData } from '../../shared/wire/records';

const shown = 5;

const latest = recordListQuery(RecordType.case, {
  fields: 'short',
  'record_state[0]': 'true',
  order_by: 'last_updated_at',
  order: 'desc',
  page: 1,
  per: shown,
});

/** The cases that changed last: most days begin where the last one ended. */
export function RecentCases() {
  const result = useQuery(latest);
  return (
    <section aria-labelledby="recent" className="stack">
      <h2 id="recent">
        <Trans id="home.recent">Changed last</Trans>
      </h2>
      {result.isError ? (
        <ErrorState error={result.error} onRetry={() => void result.refetch()} />
      ) : null}
      {result.isPending ? <Skeleton lines={shown} /> : null}
      {result.data?.data.length === 0 ? (
        <EmptyState title={<Trans id="home.no_cases">There are no cases yet.</Trans>}>
          <p>
            <Trans id="home.no_cases_hint">
              Cases you register, or that are shared with you, appear here.
            </Trans>
          </p>
          <LinkButton to="/cases">
            <Trans id="home.go_to_cases">Go to the list of cases</Trans>
          </LinkButton>
        </EmptyState>
      ) : null}
      <ul className="recent">
        {result.data?.data.map((record) => (
          <li key={record.id}>
            <RecentCase record={record} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecentCase({ record }: { record: RecordData }) {
  const language = useLanguage();
  const id = textOf(record['case_id_display']) || textOf(record['short_id']);
  const changed = textOf(record['last_updated_at']);
  return (
    <Link to={pathTo(RecordType.case, record.id)} className="recent-case">
      <bdi className="recent-name">{textOf(record['name']) || id}</bdi>
      <bdi className="soft">{id}</bdi>
      {changed === '' ? null : (
        <bdi className="soft recent-when">{formatDateTime(changed, language)}</bdi>
      )}
    </Link>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
