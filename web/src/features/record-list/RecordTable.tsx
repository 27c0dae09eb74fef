import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import type { ListQuery } from '../../shared/records/list-query';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { pathTo } from '../../shared/records/record-type';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { CellValue } from './CellValue';
import { ColumnHead } from './ColumnHead';
import type { ColumnWidths } from './column-widths';
import type { Column } from './columns';
import { onRowKeys } from './row-keys';
import { RowLink } from './RowLink';
import { RowMenuButton } from '../../shared/records/RowMenuButton';
import { LazySelectBox, LazySelectPageBox } from './LazySelectBox';
import { type RowMenuState, useRowGestures } from '../../shared/records/useRowMenu';
import type { Selection } from './useSelection';

interface RecordTableProps {
  type: RecordType;
  records: readonly RecordData[];
  columns: readonly Column[];
  vocabulary: Vocabulary;
  selection: Selection;
  rowMenu: RowMenuState;
  widths: ColumnWidths;
  query: ListQuery;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** The list as a table, which scrolls inside its own box with a fixed first column. */
export function RecordTable(props: RecordTableProps) {
  const { records, query, onChange, ...row } = props;
  const { type, columns, selection, widths } = row;
  const { i18n } = useLingui();
  const gestures = useRowGestures();
  return (
    <div
      className="table-box"
      role="region"
      tabIndex={0}
      onKeyDown={onRowKeys}
      aria-label={i18n._(recordTypeTexts[type])}
    >
      <table className={selection.isOffered ? 'table table-select' : 'table'}>
        <thead>
          <tr>
            {selection.isOffered ? (
              <td className="cell-select">
                <LazySelectPageBox selection={selection} />
              </td>
            ) : null}
            {columns.map((column) => (
              <ColumnHead key={column.field} {...{ column, query, widths, onChange }} />
            ))}
            <td className="cell-menu" />
          </tr>
        </thead>
        <tbody {...gestures}>
          {records.map((record) => (
            <Row key={record.id} record={record} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Omit<RecordTableProps, 'records' | 'query' | 'onChange'> & { record: RecordData };

/** A row; pressing anywhere opens the record, the link in the first cell does so by keyboard. */
function Row({ type, record, columns, vocabulary, selection, rowMenu, widths }: RowProps) {
  const navigate = useNavigate();
  const opens = record.record_in_scope !== false;
  const open = (event: MouseEvent) => {
    const { currentTarget: row, target } = event;
    // What opens over the list is not in the row, though it was begun there.
    const isOnRow = target instanceof Element && row.contains(target);
    const isOnControl = isOnRow && target.closest('a, button, .cell-select, .cell-menu') !== null;
    const isSelecting = window.getSelection()?.toString() !== '';
    if (opens && isOnRow && !isOnControl && !isSelecting) {
      void navigate({ to: pathTo(type, record.id) });
    }
  };
  return (
    <tr onClick={open} data-opens={opens || undefined}>
      {selection.isOffered ? (
        <td className="cell-select">
          <LazySelectBox type={type} record={record} selection={selection} />
        </td>
      ) : null}
      {columns.map((column, index) => {
        const value = (
          <CellValue type={type} record={record} column={column} vocabulary={vocabulary} />
        );
        return index === 0 ? (
          <th
            key={column.field}
            scope="row"
            className="cell-head"
            style={widths.styleOf(column.field)}
          >
            <RowLink type={type} record={record}>
              {value}
            </RowLink>
          </th>
        ) : (
          <td
            key={column.field}
            className={column.source === 'Location' ? 'cell-place' : undefined}
            style={widths.styleOf(column.field)}
          >
            {value}
          </td>
        );
      })}
      <td className="cell-menu">
        <RowMenuButton type={type} record={record} menu={rowMenu} />
      </td>
    </tr>
  );
}
