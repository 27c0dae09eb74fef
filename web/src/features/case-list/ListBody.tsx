import { Trans } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { defaultFilters, type ListQuery } from '../../shared/records/list-query';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { media, useMedia } from '../../shared/ui/useMedia';
import type { RecordPage } from '../../shared/wire/records';
import { CaseCards } from './CaseCards';
import { CaseTable } from './CaseTable';
import type { Column } from './columns';

interface ListBodyProps {
  query: ListQuery;
  result: UseQueryResult<RecordPage>;
  columns: readonly Column[];
  vocabulary: Vocabulary;
  onChange: (changes: Partial<ListQuery>) => void;
}

const skeletonLines = 8;

/** The rows, or why there are none. */
export function ListBody({ query, result, columns, vocabulary, onChange }: ListBodyProps) {
  const isPhone = useMedia(media.phone);
  if (result.isError && result.data === undefined) {
    return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  }
  if (result.data === undefined) {
    return <Skeleton lines={skeletonLines} />;
  }
  const records = result.data.data;
  if (records.length === 0) {
    return <NoCases query={query} onChange={onChange} />;
  }
  const rows = { records, columns, vocabulary };
  return (
    <div aria-busy={result.isPlaceholderData} className="list">
      {result.isError ? (
        <ErrorState error={result.error} onRetry={() => void result.refetch()} />
      ) : null}
      {isPhone ? (
        <CaseCards {...rows} />
      ) : (
        <CaseTable {...rows} query={query} onChange={onChange} />
      )}
    </div>
  );
}

function NoCases({ query, onChange }: Pick<ListBodyProps, 'query' | 'onChange'>) {
  if (query.search) {
    return (
      <EmptyState title={<Trans id="cases.none_found">No case fits this search.</Trans>}>
        <p>
          <Trans id="cases.none_found_hint">
            Check the spelling, try a part of the name or another way of searching.
          </Trans>
        </p>
        <Button onPress={() => onChange({ search: undefined })}>
          <Trans id="cases.end_search">Show the list again</Trans>
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={<Trans id="cases.none">There are no cases here.</Trans>}>
      <p>
        <Trans id="cases.none_hint">
          Cases that fit the filters will appear in this list as soon as they are registered.
        </Trans>
      </p>
      <Button onPress={() => onChange({ filters: defaultFilters })}>
        <Trans id="cases.clear_filters">Clear the filters</Trans>
      </Button>
    </EmptyState>
  );
}
