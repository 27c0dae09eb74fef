import { Trans } from '@lingui/react/macro';
import { defaultFilters, type ListQuery } from '../../shared/records/list-query';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { media, useMedia } from '../../shared/ui/useMedia';
import type { RecordType } from '../../shared/wire/records';
import type { ColumnWidths } from './column-widths';
import type { ListResult } from './list-result';
import { RecordCards } from './RecordCards';
import { RecordTable } from './RecordTable';
import type { Column } from './columns';
import type { RowMenuState } from '../../shared/records/useRowMenu';
import type { Selection } from './useSelection';

interface ListBodyProps {
  type: RecordType;
  query: ListQuery;
  result: ListResult;
  columns: readonly Column[];
  vocabulary: Vocabulary;
  selection: Selection;
  rowMenu: RowMenuState;
  widths: ColumnWidths;
  onChange: (changes: Partial<ListQuery>) => void;
}

const skeletonLines = 8;

/** The rows, or why there are none. */
export function ListBody({ query, result, widths, onChange, ...rest }: ListBodyProps) {
  const isPhone = useMedia(media.phone);
  if (result.isError && result.data === undefined) {
    return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  }
  if (result.data === undefined) {
    return <Skeleton lines={skeletonLines} />;
  }
  const records = result.data.data;
  if (records.length === 0) {
    return <NoRecords query={query} onChange={onChange} />;
  }
  const rows = { ...rest, records };
  return (
    <div aria-busy={result.isPlaceholderData} className="list">
      {result.isError ? (
        <ErrorState error={result.error} onRetry={() => void result.refetch()} />
      ) : null}
      {isPhone ? (
        <RecordCards {...rows} />
      ) : (
        <RecordTable {...rows} widths={widths} query={query} onChange={onChange} />
      )}
    </div>
  );
}

function NoRecords({ query, onChange }: Pick<ListBodyProps, 'query' | 'onChange'>) {
  if (query.search) {
    return (
      <EmptyState title={<Trans id="cases.none_found">Nothing fits this search.</Trans>}>
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
    <EmptyState title={<Trans id="cases.none">There is nothing here.</Trans>}>
      <p>
        <Trans id="cases.none_hint">
          Records that fit the filters will appear in this list as soon as they are registered.
        </Trans>
      </p>
      <Button onPress={() => onChange({ filters: defaultFilters })}>
        <Trans id="cases.clear_filters">Clear the filters</Trans>
      </Button>
    </EmptyState>
  );
}
