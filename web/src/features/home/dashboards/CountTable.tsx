import { useLingui } from '@lingui/react/macro';
import type { Stat } from '../../../shared/records/dashboards';
import type { RecordType } from '../../../shared/wire/records';
import { Bar } from './Bar';
import { ChartSummary } from './ChartSummary';
import { Key } from './Key';
import { NumberLink } from './NumberLink';

export interface CountRow {
  id: string;
  label: string;
  /** By the ids of the columns. */
  stats: ReadonlyMap<string, Stat>;
}

interface CountTableProps {
  caption: string;
  /** What the rows are. */
  head: string;
  columns: readonly { id: string; label: string }[];
  rows: readonly CountRow[];
  type: RecordType;
  /** Parts of one whole get a bar of parts in front of their numbers. */
  areParts: boolean;
}

/** Numbers by two things; each opens what it counts. */
export function CountTable({ caption, head, columns, rows, type, areParts }: CountTableProps) {
  const { t } = useLingui();
  const countsOf = ({ stats }: CountRow) => columns.map(({ id }) => stats.get(id)?.count ?? 0);
  const sums = rows.map((row) => countsOf(row).reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...sums);
  return (
    <>
      {areParts ? (
        <ChartSummary rows={rows.map(({ label }, index) => ({ label, count: sums[index] ?? 0 }))} />
      ) : null}
      <div className="table-box" role="group" tabIndex={0} aria-label={caption}>
        <table className="table count-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {areParts ? <td className="bar-column" /> : null}
              {columns.map(({ id, label }, index) => (
                <th key={id} scope="col" className="count-head">
                  {areParts ? <Key index={index} /> : null}
                  {label}
                </th>
              ))}
              {areParts ? (
                <th scope="col">{t({ id: 'number.sum', message: 'Together' })}</th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.id}>
                <th scope="row" className="cell-head">
                  <bdi>{row.label}</bdi>
                </th>
                {areParts ? (
                  <td className="bar-column">
                    <Bar parts={countsOf(row)} most={most} />
                  </td>
                ) : null}
                {columns.map(({ id, label }) => (
                  <td key={id}>
                    <NumberLink
                      stat={row.stats.get(id)}
                      type={type}
                      name={`${label}, ${row.label}`}
                    />
                  </td>
                ))}
                {areParts ? <td className="number">{sums[index]}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
