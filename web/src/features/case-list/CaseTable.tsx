import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { SearchMode, type ListQuery } from '../../shared/records/list-query';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { Icon } from '../../shared/ui/Icon';
import type { RecordData } from '../../shared/wire/records';
import { CellValue } from './CellValue';
import type { Column } from './columns';
import { RowLink } from './RowLink';

interface CaseTableProps {
  records: readonly RecordData[];
  columns: readonly Column[];
  vocabulary: Vocabulary;
  query: ListQuery;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** The list as a table, which scrolls inside its own box with a fixed first column. */
export function CaseTable({ records, columns, vocabulary, query, onChange }: CaseTableProps) {
  const { t } = useLingui();
  return (
    <div
      className="table-box"
      role="region"
      tabIndex={0}
      aria-label={t({ id: 'cases.table', message: 'List of cases' })}
    >
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHead key={column.field} column={column} query={query} onChange={onChange} />
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <Row key={record.id} record={record} columns={columns} vocabulary={vocabulary} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Pick<CaseTableProps, 'columns' | 'vocabulary'> & { record: RecordData };

/** A row; pressing anywhere opens the case, the link in the first cell does so by keyboard. */
function Row({ record, columns, vocabulary }: RowProps) {
  const navigate = useNavigate();
  const opens = record.record_in_scope !== false;
  const open = (event: MouseEvent) => {
    const isOnLink = event.target instanceof Element && event.target.closest('a') !== null;
    const isSelecting = window.getSelection()?.toString() !== '';
    if (opens && !isOnLink && !isSelecting) {
      void navigate({ to: '/cases/$id', params: { id: record.id } });
    }
  };
  return (
    <tr onClick={open} data-opens={opens || undefined}>
      {columns.map((column, index) => {
        const value = <CellValue record={record} column={column} vocabulary={vocabulary} />;
        return index === 0 ? (
          <th key={column.field} scope="row">
            <RowLink record={record}>{value}</RowLink>
          </th>
        ) : (
          <td
            key={column.field}
            className={column.source === 'Location' ? 'cell-place' : undefined}
          >
            {value}
          </td>
        );
      })}
    </tr>
  );
}

interface ColumnHeadProps {
  column: Column;
  query: ListQuery;
  onChange: (changes: Partial<ListQuery>) => void;
}

function ColumnHead({ column, query, onChange }: ColumnHeadProps) {
  const isRanked = query.search?.mode === SearchMode.name;
  const isSorted = column.sortBy !== undefined && column.sortBy === query.orderBy && !isRanked;
  const order = isSorted && query.order === 'asc' ? 'desc' : 'asc';
  if (column.sortBy === undefined || isRanked) {
    return (
      <th scope="col">
        <span className="head-text">{column.title}</span>
      </th>
    );
  }
  return (
    <th scope="col" aria-sort={isSorted ? ariaSort[query.order] : 'none'}>
      <button
        type="button"
        className="head-button"
        onClick={() => onChange({ orderBy: column.sortBy, order })}
      >
        {column.title}
        {isSorted ? <Icon name={query.order === 'asc' ? 'up' : 'down'} size={18} /> : null}
      </button>
    </th>
  );
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;
