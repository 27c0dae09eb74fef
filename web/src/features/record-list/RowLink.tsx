import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pathTo } from '../../shared/records/record-type';
import { RequestTransfer } from '../../shared/records/RequestTransfer';
import { Icon } from '../../shared/ui/Icon';
import type { RecordData, RecordType } from '../../shared/wire/records';

interface RowLinkProps {
  type: RecordType;
  record: RecordData;
  children: ReactNode;
}

/** The way to a record from its row; one out of scope says why there is none. */
export function RowLink({ type, record, children }: RowLinkProps) {
  return record.record_in_scope === false ? (
    <span className="row-closed" tabIndex={-1}>
      {children}
      <span className="row-why">
        <Icon name="lock" size={16} />
        <Trans id="cases.out_of_scope">Not in your caseload</Trans>
      </span>
      <RequestTransfer type={type} record={record} />
    </span>
  ) : (
    <>
      <Link to={pathTo(type, record.id)} className="row-link">
        {children}
      </Link>
      <DuplicateMark record={record} />
    </>
  );
}

/** One child, two cases: said on either of them. */
function DuplicateMark({ record }: { record: RecordData }) {
  const { duplicate_case_id: original, duplicates } = record;
  const hasDuplicate = Array.isArray(duplicates) && duplicates.length > 0;
  if (!original && !hasDuplicate) return null;
  return (
    <span className="row-why">
      <Icon name="cases" size={16} />
      {original ? (
        <Trans id="cases.duplicate">Duplicate of another case</Trans>
      ) : (
        <Trans id="cases.has_duplicate">Has a duplicate</Trans>
      )}
    </span>
  );
}
