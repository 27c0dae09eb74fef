import { can } from '../session/permissions';
import type { RecordData, RecordType } from '../wire/records';
import type { ExtendedUser } from '../wire/user';

const printable: readonly RecordType[] = ['cases', 'incidents', 'tracing_requests', 'families'];

/** Whether this person may take records of the type out on paper. */
export function mayPrintType(user: ExtendedUser, type: RecordType): boolean {
  return printable.includes(type) && can(user, type, 'export_pdf');
}

/** Whether this person may take the record out on paper. */
export function mayPrint(user: ExtendedUser, type: RecordType, record: RecordData): boolean {
  return mayPrintType(user, type) && record.record_in_scope !== false;
}

/** Documents without a password are for those to whom this is granted by name. */
export function mayLeaveOpen(user: ExtendedUser, type: RecordType): boolean {
  const granted = user.permissions.list?.find(({ resource }) => resource === type)?.actions;
  return granted?.includes('export_unencrypted') ?? false;
}
