import type { Vocabulary } from '../../shared/records/vocabulary';
import type { RecordData, RecordType } from '../../shared/wire/records';
import { CellValue } from './CellValue';
import { ColumnKind, type Column } from './columns';
import { onRowKeys } from './row-keys';
import { RowLink } from './RowLink';
import { RowMenuButton } from '../../shared/records/RowMenuButton';
import { LazySelectBox } from './LazySelectBox';
import { type RowMenuState, useRowGestures } from '../../shared/records/useRowMenu';
import type { Selection } from './useSelection';

interface RecordCardsProps {
  type: RecordType;
  records: readonly RecordData[];
  columns: readonly Column[];
  vocabulary: Vocabulary;
  selection: Selection;
  rowMenu: RowMenuState;
}

/** Besides the head of the card. */
const valuesOnCard = 4;

/** The list on a phone: a card a record with its first five values, marks at the end. */
export function RecordCards(props: RecordCardsProps) {
  const { type, records, columns, vocabulary, selection, rowMenu } = props;
  const gestures = useRowGestures();
  const plain = columns.filter((column) => column.kind !== ColumnKind.marks);
  const marks = columns.find((column) => column.kind === ColumnKind.marks);
  const [head, ...others] = plain;
  return (
    <ul className="cards" onKeyDown={onRowKeys} {...gestures}>
      {records.map((record) => (
        <li key={record.id} className="card">
          <h2 className="card-head">
            {head ? (
              <RowLink type={type} record={record}>
                <CellValue type={type} record={record} column={head} vocabulary={vocabulary} />
              </RowLink>
            ) : null}
            {marks ? (
              <CellValue type={type} record={record} column={marks} vocabulary={vocabulary} />
            ) : null}
          </h2>
          <div className="card-menu">
            <RowMenuButton type={type} record={record} menu={rowMenu} />
          </div>
          {selection.isOffered ? (
            <div className="card-select">
              <LazySelectBox type={type} record={record} selection={selection} />
            </div>
          ) : null}
          <dl className="card-values">
            {withValues(others, record).map((column) => (
              <div key={column.field} className="card-pair">
                <dt>{column.title}</dt>
                <dd>
                  <CellValue type={type} record={record} column={column} vocabulary={vocabulary} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Space is dear on a phone: columns without a value give way to those that have one. */
function withValues(columns: readonly Column[], record: RecordData): readonly Column[] {
  const hasValue = ({ field }: Column) => {
    const value = record[field];
    return value !== null && value !== undefined && value !== '';
  };
  return columns.filter(hasValue).slice(0, valuesOnCard);
}
