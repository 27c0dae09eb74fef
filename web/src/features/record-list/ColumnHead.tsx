import { isRanked, type ListQuery } from '../../shared/records/list-query';
import { Icon } from '../../shared/ui/Icon';
import { ColumnEdge } from './ColumnEdge';
import type { Column } from './columns';
import type { ColumnWidths } from './column-widths';

interface ColumnHeadProps {
  column: Column;
  query: ListQuery;
  widths: ColumnWidths;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** The head of a column: its title, which sorts where that is possible, and its edge. */
export function ColumnHead({ column, query, widths, onChange }: ColumnHeadProps) {
  const hasRanks = isRanked(query.search);
  const isSorted = column.sortBy !== undefined && column.sortBy === query.orderBy && !hasRanks;
  const order = isSorted && query.order === 'asc' ? 'desc' : 'asc';
  const canSort = column.sortBy !== undefined && !hasRanks;
  return (
    <th
      scope="col"
      aria-label={column.title}
      className="head-cell"
      style={widths.styleOf(column.field)}
      {...(canSort ? { 'aria-sort': isSorted ? ariaSort[query.order] : 'none' } : {})}
    >
      {canSort ? (
        <button
          type="button"
          className="head-button"
          onClick={() => onChange({ orderBy: column.sortBy, order })}
        >
          {column.title}
          {isSorted ? <Icon name={query.order === 'asc' ? 'up' : 'down'} size={18} /> : null}
        </button>
      ) : (
        <span className="head-text">{column.title}</span>
      )}
      <ColumnEdge column={column} widths={widths} />
    </th>
  );
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;
