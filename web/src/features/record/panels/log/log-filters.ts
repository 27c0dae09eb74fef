import type { Query } from '../../../../shared/wire/query';

/** Entries of the change log that touch one of these; fields win over forms, never both. */
export interface ChangeFilters {
  readonly forms: readonly string[];
  readonly fields: readonly string[];
}

export const no_change_filters: ChangeFilters = { forms: [], fields: [] };

export function changeQuery({ forms, fields }: ChangeFilters): Query {
  return {
    'filters[form_unique_ids]': forms.length === 0 ? undefined : forms,
    'filters[field_names]': fields.length === 0 ? undefined : fields,
  };
}

/** What people do with a record; the log of the server knows more, which is of its own doing. */
export const access_actions = ['show', 'update', 'create', 'export'] as const;
export type AccessAction = (typeof access_actions)[number];

export interface AccessFilters {
  readonly actions: readonly AccessAction[];
  readonly users: readonly string[];
  /** Days on the calendar of this device, both included; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

const default_days = 30;

/** Everything people did in the last days. */
export function recentAccess(today: string): AccessFilters {
  const from = new Date(`${today}T12:00:00Z`);
  from.setUTCDate(from.getUTCDate() - default_days);
  return { actions: [], users: [], from: from.toISOString().slice(0, 10), to: null };
}

/** A day begins at midnight of this device and ends with the last moment before the next one. */
export function accessQuery({ actions, users, from, to }: AccessFilters): Query {
  const moment = (day: string | null, clock: string) =>
    day === null ? undefined : new Date(`${day}T${clock}`).toISOString();
  return {
    'filters[actions]': actions.length === 0 ? access_actions : actions,
    'filters[access_users]': users.length === 0 ? undefined : users,
    'filters[timestamp][from]': moment(from, '00:00:00'),
    'filters[timestamp][to]': moment(to, '23:59:59.999'),
  };
}
