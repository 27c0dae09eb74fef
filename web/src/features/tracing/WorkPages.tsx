import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { AsOf } from './AsOf';
import { perPage, type WorkFilter } from './work-list.wire';

interface Answer<Row> {
  data: Row[];
  metadata: { total: number; as_of?: string | undefined };
}

/** What every list to work off is given. */
export interface WorkProps {
  filter: WorkFilter;
  onPage: (page: number) => void;
}

interface WorkPagesProps<Row> extends WorkProps {
  query: UseQueryResult<Answer<Row>>;
  rowKey: (row: Row) => string;
  row: (row: Row) => ReactNode;
}

/** One page of the list with how many there are, and the way to the next one. */
export function WorkPages<Row>({ filter, query, onPage, rowKey, row }: WorkPagesProps<Row>) {
  const { t } = useLingui();
  const { page } = filter;
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <Skeleton lines={8} />;
  const { data: rows, metadata } = query.data;
  return (
    <>
      <p role="status">
        <Trans id="tracing.work.count">
          <Plural value={metadata.total} one="# pair" other="# pairs" />
        </Trans>
      </p>
      <AsOf moment={metadata.as_of} />
      {metadata.total === 0 ? (
        <EmptyState title={<Trans id="tracing.work.none">There is nothing to compare here.</Trans>}>
          <p>
            <Trans id="tracing.work.none_hint">
              Every change is compared within seconds, and all of them once a night.
            </Trans>
          </p>
        </EmptyState>
      ) : null}
      <ol className="match-list">
        {rows.map((one) => (
          <li key={rowKey(one)}>{row(one)}</li>
        ))}
      </ol>
      {metadata.total > perPage ? (
        <nav className="row" aria-label={t({ id: 'tracing.work.pages', message: 'Pages' })}>
          <Button isDisabled={page === 1} onPress={() => onPage(page - 1)}>
            <Trans id="tracing.work.previous">Previous page</Trans>
          </Button>
          <Button isDisabled={page * perPage >= metadata.total} onPress={() => onPage(page + 1)}>
            <Trans id="tracing.work.next">Next page</Trans>
          </Button>
        </nav>
      ) : null}
    </>
  );
}
