import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { RecordType } from '../../shared/wire/records';

/** What can be done with many records at once. */
export const BulkAction = { assign: 'assign', flag: 'flag' } as const;
export type BulkAction = (typeof BulkAction)[keyof typeof BulkAction];

const assignable: readonly RecordType[] = [RecordType.case, RecordType.incident, RecordType.family];
const flaggable: readonly RecordType[] = [
  RecordType.case,
  RecordType.incident,
  RecordType.tracingRequest,
];
const assignRights = [
  'assign',
  'assign_within_agency',
  'assign_within_agency_permissions',
  'assign_within_user_group',
] as const;

/** The actions that exist for the record type and that the role allows. */
export function useBulkActions(type: RecordType): readonly BulkAction[] {
  const user = useUser();
  const mayAssign = assignable.includes(type) && can(user, type, ...assignRights);
  const mayFlag = flaggable.includes(type) && can(user, type, 'flag_multiple');
  return [...(mayAssign ? [BulkAction.assign] : []), ...(mayFlag ? [BulkAction.flag] : [])];
}
