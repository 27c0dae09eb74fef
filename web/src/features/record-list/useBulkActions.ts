import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { RecordType } from '../../shared/wire/records';

/** What can be done with many records at once. */
export const BulkAction = { assign: 'assign', flag: 'flag', link: 'link' } as const;
export type BulkAction = (typeof BulkAction)[keyof typeof BulkAction];
/** Done by a job of the server. */
export type JobAction = Exclude<BulkAction, 'link'>;

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
  const mayLink =
    type === RecordType.incident &&
    can(user, type, 'link_incident_to_case') &&
    can(user, RecordType.case, 'read');
  return [
    ...(mayAssign ? [BulkAction.assign] : []),
    ...(mayFlag ? [BulkAction.flag] : []),
    ...(mayLink ? [BulkAction.link] : []),
  ];
}
