import { can } from '../../shared/session/permissions';
import type { RecordData, RecordType } from '../../shared/wire/records';
import type { ExtendedUser } from '../../shared/wire/user';

/** What can be done to a record as a whole. */
export const RecordAction = {
  close: 'close',
  reopen: 'reopen',
  enable: 'enable',
  disable: 'disable',
  protect: 'protect',
  unprotect: 'unprotect',
} as const;
export type RecordAction = (typeof RecordAction)[keyof typeof RecordAction];

interface ActionChange {
  readonly data: Readonly<Record<string, unknown>>;
  /** The right it needs. */
  readonly right: string;
  /** Named in the request where the right to write is not enough. */
  readonly recordAction?: string;
}

const use = 'enable_disable_record';

/** The change each action sends. */
export const action_changes: Readonly<Record<RecordAction, ActionChange>> = {
  close: { data: { status: 'closed' }, right: 'close', recordAction: 'close' },
  reopen: {
    data: { status: 'open', case_status_reopened: true },
    right: 'reopen',
    recordAction: 'reopen',
  },
  enable: { data: { record_state: true }, right: use, recordAction: use },
  disable: { data: { record_state: false }, right: use, recordAction: use },
  protect: { data: { hidden_name: true }, right: 'write' },
  unprotect: { data: { hidden_name: false }, right: 'write' },
};

const closable: readonly RecordType[] = ['cases', 'families'];

function isEnabled(record: RecordData): boolean {
  return record['record_state'] !== false && record.enabled !== false;
}

function fits(action: RecordAction, type: RecordType, record: RecordData): boolean {
  const { status } = record;
  const enabled = isEnabled(record);
  switch (action) {
    case RecordAction.close:
      return closable.includes(type) && enabled && status === 'open';
    case RecordAction.reopen:
      return closable.includes(type) && enabled && status === 'closed';
    case RecordAction.enable:
      return !enabled;
    case RecordAction.disable:
      return enabled;
    case RecordAction.protect:
      return enabled && 'name' in record && record['hidden_name'] !== true;
    case RecordAction.unprotect:
      return enabled && record['hidden_name'] === true;
  }
}

/** The actions that make sense for the record and that this person may take. */
export function possibleActions(
  user: ExtendedUser,
  type: RecordType,
  record: RecordData,
): RecordAction[] {
  return Object.values(RecordAction).filter(
    (action) =>
      fits(action, type, record) &&
      record.record_in_scope !== false &&
      can(user, type, action_changes[action].right),
  );
}

/** A disabled record takes no change other than being enabled. */
export function mayEdit(user: ExtendedUser, type: RecordType, record: RecordData): boolean {
  return isEnabled(record) && record.record_in_scope !== false && can(user, type, 'write');
}
