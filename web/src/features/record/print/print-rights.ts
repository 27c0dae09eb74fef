import { can } from '../../../shared/session/permissions';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import type { ExtendedUser } from '../../../shared/wire/user';

const printable: readonly RecordType[] = ['cases', 'incidents', 'tracing_requests', 'families'];

/** Whether this person may take the record out on paper. */
export function mayPrint(user: ExtendedUser, type: RecordType, record: RecordData): boolean {
  return (
    printable.includes(type) && record.record_in_scope !== false && can(user, type, 'export_pdf')
  );
}

/** Documents without a password are for those to whom this is granted by name. */
export function mayLeaveOpen(user: ExtendedUser, type: RecordType): boolean {
  const granted = user.permissions.list?.find(({ resource }) => resource === type)?.actions;
  return granted?.includes('export_unencrypted') ?? false;
}
