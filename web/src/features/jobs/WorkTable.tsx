import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

interface WorkTableProps {
  /** The id of the heading it stands under. */
  labelledBy: string;
  /** What is told between the kind of work and what went wrong with it. */
  heads: readonly [ReactNode, ReactNode];
  children: ReactNode;
}

/** Work of the server, a row each, with what can be done about it at the end. */
export function WorkTable({ labelledBy, heads: [first, second], children }: WorkTableProps) {
  return (
    <div className="table-box" role="group" aria-labelledby={labelledBy} tabIndex={0}>
      <table className="table jobs-table">
        <thead>
          <tr>
            <th scope="col">
              <Trans id="jobs.what">What</Trans>
            </th>
            <th scope="col">{first}</th>
            <th scope="col">{second}</th>
            <th scope="col">
              <Trans id="jobs.problem">Problem</Trans>
            </th>
            <td />
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
