import type { Vocabulary } from '../../shared/records/vocabulary';
import type { RecordData } from '../../shared/wire/records';
import { CellValue } from './CellValue';
import { ColumnKind, type Column } from './columns';
import { RowLink } from './RowLink';

interface CaseCardsProps {
  records: readonly RecordData[];
  columns: readonly Column[];
  vocabulary: Vocabulary;
}

const columnsOnCard = 5;

/** The list on a phone: one card a case, the first five columns, marks at the end. */
export function CaseCards({ records, columns, vocabulary }: CaseCardsProps) {
  const plain = columns.filter((column) => column.kind !== ColumnKind.marks);
  const marks = columns.find((column) => column.kind === ColumnKind.marks);
  const [head, ...others] = plain.slice(0, columnsOnCard);
  return (
    <ul className="cards">
      {records.map((record) => (
        <li key={record.id} className="card">
          <h2 className="card-head">
            {head ? (
              <RowLink record={record}>
                <CellValue record={record} column={head} vocabulary={vocabulary} />
              </RowLink>
            ) : null}
            {marks ? <CellValue record={record} column={marks} vocabulary={vocabulary} /> : null}
          </h2>
          <dl className="card-values">
            {others.map((column) => (
              <div key={column.field} className="card-pair">
                <dt>{column.title}</dt>
                <dd>
                  <CellValue record={record} column={column} vocabulary={vocabulary} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
