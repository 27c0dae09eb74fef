import { can } from '../../../shared/session/permissions';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import type { ExtendedUser } from '../../../shared/wire/user';

/** What colleagues do with a record together. */
export const CaseworkAction = {
  request: 'request',
  answer: 'answer',
  task: 'task',
  note: 'note',
  service: 'service',
  incident: 'incident',
  incident_details: 'incident_details',
  link_case: 'link_case',
  flag: 'flag',
  refer: 'refer',
  transfer: 'transfer',
  assign: 'assign',
  attribute: 'attribute',
  sync: 'sync',
  sibling: 'sibling',
  keep: 'keep',
} as const;
export type CaseworkAction = (typeof CaseworkAction)[keyof typeof CaseworkAction];

/** Why an action of the role cannot be taken just now. */
export type Hindrance = 'all_pending' | 'none_pending' | 'own_case';

/** An action of the menu; one with a hindrance is shown, but cannot be chosen. */
export interface OfferedAction {
  readonly action: CaseworkAction;
  readonly hindrance?: Hindrance;
}

const approvals = ['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure'] as const;

function isPending(record: RecordData, approval: string): boolean {
  return record[`approval_status_${approval}`] === 'pending';
}

/** The approvals this person may ask for that do not wait for an answer already. */
export function requestable(user: ExtendedUser, record: RecordData): readonly string[] {
  return approvals.filter(
    (one) => can(user, 'cases', `request_approval_${one}`) && !isPending(record, one),
  );
}

/** The approvals that wait for an answer this person may give. */
export function answerable(user: ExtendedUser, record: RecordData): readonly string[] {
  return approvals.filter((one) => can(user, 'cases', `approve_${one}`) && isPending(record, one));
}

function mayAny(user: ExtendedUser, right: string): boolean {
  return approvals.some((one) => can(user, 'cases', `${right}_${one}`));
}

function requestOf(user: ExtendedUser, record: RecordData): OfferedAction {
  const { request: action } = CaseworkAction;
  return requestable(user, record).length === 0 ? { action, hindrance: 'all_pending' } : { action };
}

function answerOf(user: ExtendedUser, record: RecordData): OfferedAction {
  const { answer: action } = CaseworkAction;
  if (answerable(user, record).length === 0) return { action, hindrance: 'none_pending' };
  const isOwn = record['owned_by'] === user.user_name;
  return isOwn && !can(user, 'cases', 'self_approve')
    ? { action, hindrance: 'own_case' }
    : { action };
}

const syncable: readonly RecordType[] = ['cases', 'incidents', 'tracing_requests'];
const assignable: readonly RecordType[] = ['cases', 'incidents', 'families'];
const assign_rights = [
  'assign',
  'assign_within_agency',
  'assign_within_agency_permissions',
  'assign_within_user_group',
];

/** What is added to a case without opening it for editing, by the right each needs. */
const addition_rights = {
  note: 'add_note',
  service: 'services_section_from_case',
  incident: 'incident_from_case',
  incident_details: 'incident_details_from_case',
} as const;

function additions(user: ExtendedUser): OfferedAction[] {
  const { note, service, incident, incident_details: details } = CaseworkAction;
  return [note, service, incident, details]
    .filter((action) => can(user, 'cases', addition_rights[action]))
    .map((action) => ({ action }));
}

/** Whoever has a list of tasks sets themselves one on a case they work with. */
function mayHaveTask(user: ExtendedUser, record: RecordData): boolean {
  return record['status'] === 'open' && can(user, 'dashboards', 'dash_tasks');
}

/** A new case of the same programme, begun with what brothers and sisters share. */
function mayRegisterSibling(user: ExtendedUser, record: RecordData): boolean {
  const isOfProgramme = user.module_unique_ids.includes(String(record['module_id'] ?? ''));
  return isOfProgramme && can(user, 'cases', 'create');
}

/** Those who manage the system decide how long a closed case is kept. */
function mayKeep(user: ExtendedUser, record: RecordData): boolean {
  const isClosed = record['status'] === 'closed';
  return isClosed && can(user, 'systems', 'manage') && can(user, 'cases', 'write');
}

/** An incident that belongs to no case yet. */
function isLinkable(user: ExtendedUser, type: RecordType, record: RecordData): boolean {
  const { incident_case_id: owner } = record;
  const isLoose = owner === undefined || owner === null || owner === '';
  return type === 'incidents' && isLoose && can(user, type, 'link_incident_to_case');
}

/** What the role allows with this record; nothing with one out of use or out of reach. */
export function caseworkActions(
  user: ExtendedUser,
  type: RecordType,
  record: RecordData,
): OfferedAction[] {
  const isDisabled = record['record_state'] === false || record.enabled === false;
  if (isDisabled || record.record_in_scope === false) return [];
  const isCase = type === 'cases';
  return [
    ...(isCase && mayAny(user, 'request_approval') ? [requestOf(user, record)] : []),
    ...(isCase && mayAny(user, 'approve') ? [answerOf(user, record)] : []),
    ...(isCase ? additions(user) : []),
    ...(isCase && mayHaveTask(user, record) ? [{ action: CaseworkAction.task }] : []),
    ...(isCase && mayRegisterSibling(user, record) ? [{ action: CaseworkAction.sibling }] : []),
    ...(isLinkable(user, type, record) ? [{ action: CaseworkAction.link_case }] : []),
    ...(can(user, type, 'flag') ? [{ action: CaseworkAction.flag }] : []),
    ...(isCase && can(user, type, 'referral') ? [{ action: CaseworkAction.refer }] : []),
    ...(isCase && can(user, type, 'transfer') ? [{ action: CaseworkAction.transfer }] : []),
    ...(assignable.includes(type) && can(user, type, ...assign_rights)
      ? [{ action: CaseworkAction.assign }]
      : []),
    ...(isCase && can(user, type, 'attribute') ? [{ action: CaseworkAction.attribute }] : []),
    ...(syncable.includes(type) && can(user, type, 'sync_external')
      ? [{ action: CaseworkAction.sync }]
      : []),
    ...(isCase && mayKeep(user, record) ? [{ action: CaseworkAction.keep }] : []),
  ];
}
