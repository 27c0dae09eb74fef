import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon } from '../../shared/ui/Icon';
import type { RecordData } from '../../shared/wire/records';

interface RowLinkProps {
  record: RecordData;
  children: ReactNode;
}

/** The way to a case from its row; a case out of scope says why there is none. */
export function RowLink({ record, children }: RowLinkProps) {
  return record.record_in_scope === false ? (
    <span className="row-closed">
      {children}
      <span className="row-why">
        <Icon name="lock" size={16} />
        <Trans id="cases.out_of_scope">Not in your caseload</Trans>
      </span>
    </span>
  ) : (
    <Link to="/cases/$id" params={{ id: record.id }} className="row-link">
      {children}
    </Link>
  );
}
