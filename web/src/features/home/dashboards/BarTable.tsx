import { useLingui } from '@lingui/react/macro';
import type { Stat } from '../../../shared/records/dashboards';
import type { RecordType } from '../../../shared/wire/records';
import { Bar } from './Bar';
import { ChartSummary } from './ChartSummary';
import { NumberLink } from './NumberLink';

interface BarTableProps {
  caption: string;
  rows: readonly { id: string; label: string; stat: Stat }[];
  type: RecordType;
}

/** A bar chart that is its own table: name, bar, number. */
export function BarTable({ caption, rows, type }: BarTableProps) {
  const { t } = useLingui();
  const most = Math.max(1, ...rows.map(({ stat }) => stat.count));
  return (
    <>
      <ChartSummary rows={rows.map(({ label, stat }) => ({ label, count: stat.count }))} />
      <table className="bars">
        <caption className="visually-hidden">{caption}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t({ id: 'number.what', message: 'What' })}</th>
            <th scope="col">{t({ id: 'number.count', message: 'Number' })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, stat }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{label}</bdi>
              </th>
              <td>
                <span className="bar-cell">
                  <Bar parts={[stat.count]} most={most} />
                  <NumberLink stat={stat} type={type} name={label} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
