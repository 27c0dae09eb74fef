import type { RecordData, RecordType } from '../../../shared/wire/records';
import type { ExtendedUser } from '../../../shared/wire/user';
import { type CaseworkAction, caseworkActions } from '../casework/casework-actions';

/** What is begun from a row. */
export type RowCommand = CaseworkAction | 'print';

/** What is done from a list, without opening the record first. */
const of_lists: readonly CaseworkAction[] = [
  'service',
  'incident_details',
  'task',
  'flag',
  'assign',
  'link_case',
];

/** The actions of a list that this person may take with the record. */
export function listActions(
  user: ExtendedUser,
  type: RecordType,
  record: RecordData,
): readonly CaseworkAction[] {
  return caseworkActions(user, type, record)
    .filter(({ action, hindrance }) => of_lists.includes(action) && hindrance === undefined)
    .map(({ action }) => action);
}
