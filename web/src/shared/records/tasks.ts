import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { call } from '../wire/client';
import { pageMetadata } from '../wire/text';

const text = v.optional(v.nullable(v.string()));

const task = v.looseObject({
  /** Of the case. */
  id: v.string(),
  record_id_display: text,
  type: v.string(),
  type_display: text,
  detail: text,
  priority: text,
  due_date: v.optional(v.string(), ''),
  due_date_iso: text,
  name: text,
  owned_by: text,
  /** Of the row of a subform that the task stands for. */
  unique_id: text,
  completion_field: text,
  overdue: v.optional(v.boolean(), false),
  upcoming_soon: v.optional(v.boolean(), false),
  /** Names it as long as it exists; older servers do not, and cannot put it off. */
  task_id: v.optional(v.string()),
  assigned_to: text,
  /** What somebody has set themselves. */
  text,
  /** Who gave it to the one whose task it is. */
  given_by: text,
  can_be_given: v.optional(v.boolean()),
  /** The day it comes back, while the one whose task it is has put it off. */
  snoozed_until: text,
});
export type Task = v.InferOutput<typeof task>;

const taskList = v.object({
  data: v.array(task),
  metadata: v.looseObject({
    ...pageMetadata.entries,
    /** The field that sets the day, by type of task. */
    field_names: v.optional(v.record(v.string(), v.string())),
  }),
});

/**
 * Whose tasks: one's own, for those who manage others the team's, or those of one's own cases that
 * were given to somebody else.
 */
export type TaskScope = 'own' | 'team' | 'given';

/** What the server narrows tasks by, over all pages; an empty list asks for all. */
export interface TaskFilter {
  types: readonly string[];
  risks: readonly string[];
  modules: readonly string[];
}

/** Which tasks of a scope; without any of it, all that are not put off. */
export interface TaskWish {
  isSnoozed?: boolean;
  /** Days they are due, both included. */
  from?: string;
  to?: string;
  filter?: TaskFilter;
}

/** A page of tasks, the earliest first. */
export function tasksQuery(
  page: number,
  per: number,
  scope: TaskScope = 'own',
  { isSnoozed = false, from, to, filter }: TaskWish = {},
) {
  const query = {
    page,
    per,
    order_by: 'due_date',
    order: 'asc',
    ...(scope === 'own' ? {} : { scope }),
    ...(isSnoozed ? { snoozed: true } : {}),
    ...(from === undefined ? {} : { due_from: from }),
    ...(to === undefined ? {} : { due_to: to }),
    ...listed('type', filter?.types),
    ...listed('risk_level', filter?.risks),
    ...listed('module_id', filter?.modules),
  };
  return queryOptions({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => call('/tasks', taskList, { query, signal }),
  });
}

function listed(name: string, values: readonly string[] = []): Record<string, readonly string[]> {
  return values.length === 0 ? {} : { [name]: values };
}

/** What can be done with a task itself; null brings back what was put off. */
export type TaskChange =
  { snoozed_until: string | null } | { assigned_to: string } | { done: true };

export async function changeTask(taskId: string, data: TaskChange): Promise<void> {
  await call(`/tasks/${encodeURIComponent(taskId)}`, v.unknown(), {
    method: 'PATCH',
    body: { data },
  });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day a task is due; older servers send it only with an English month. */
export function dueDay(task: Task): string {
  const found = /^(\d{2})-(\w{3})-(\d{4})$/.exec(task.due_date);
  if (task.due_date_iso) {
    return task.due_date_iso;
  }
  const month = months.indexOf(found?.[2] ?? '') + 1;
  return found && month > 0
    ? `${found[3]}-${String(month).padStart(2, '0')}-${found[1]}`
    : task.due_date;
}

const standsIn: Readonly<Record<string, string>> = {
  assessment: 'assessment',
  case_plan: 'cp_case_plan',
  follow_up: 'followup',
  service: 'services',
  review: 'cp_case_plan',
  approval: 'approvals',
  referral_response: 'referral',
  transfer_response: 'transfers_assignments',
  transfer_request: 'transfers_assignments',
  match_question: 'tracing',
};

/**
 * The form or panel of the default deployment in which a task is done; without it a case opens at
 * its first form.
 */
export function formOfTask({ type, unique_id: entry }: Task): string | undefined {
  // A review that a case conference has fixed; others stand in the plan.
  if (type === 'review' && entry) return 'case_conferences';
  return standsIn[type];
}
