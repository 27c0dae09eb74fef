import type { FakeServer } from './fake-server';
import { caseWorker } from './fake-data';

type Wire = Record<string, unknown>;

/** A worker whose role has tasks, flags and dashboards, and answers referrals and transfers. */
export const busyWorker: Wire = {
  ...caseWorker,
  permissions: {
    list: [
      {
        resource: 'cases',
        actions: [
          'read',
          'create',
          'write',
          'receive_referral',
          'receive_transfer',
          'request_approval_closure',
        ],
      },
      { resource: 'incidents', actions: ['read', 'create'] },
      { resource: 'dashboards', actions: ['dash_tasks', 'dash_flags', 'case_risk'] },
    ],
  },
  list_headers: {
    cases: [
      { name: 'id', field_name: 'case_id_display' },
      { name: 'name', field_name: 'name' },
    ],
    incidents: [
      { name: 'id', field_name: 'short_id' },
      { name: 'date_of_incident', field_name: 'incident_date' },
      { name: 'violence_type', field_name: 'cp_incident_violence_type' },
    ],
  },
};

/** Who leads a team: approves, assigns, flags. */
export const leader: Wire = {
  ...caseWorker,
  id: 8,
  user_name: 'lena',
  is_manager: true,
  role_group_permission: 'group',
  permissions: {
    list: [
      {
        resource: 'cases',
        actions: ['read', 'assign', 'flag', 'flag_multiple', 'approve_closure'],
      },
      { resource: 'dashboards', actions: ['workflow_team', 'dash_tasks'] },
    ],
  },
};

const caseId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The wire of a task; what is not named is that of an ordinary follow-up. */
export function fakeTask(number: number, changes: Wire = {}): Wire {
  return {
    id: caseId(number),
    record_type: 'case',
    record_id_display: `SEL-${number}`,
    name: `Child ${number}`,
    type: 'follow_up',
    type_display: 'Follow-up',
    detail: null,
    priority: null,
    due_date: '06-Feb-2024',
    due_date_iso: '2024-02-06',
    completion_field: 'followup_date',
    overdue: true,
    upcoming_soon: false,
    ...changes,
  };
}

export function serveTasks(server: FakeServer, tasks: readonly Wire[]): void {
  server.on('GET /tasks', ({ query }) => {
    const fits = (key: string, value: unknown) =>
      !query.has(`${key}[0]`) || [0, 1].some((at) => query.get(`${key}[${at}]`) === String(value));
    const found = tasks.filter(
      (task) =>
        fits('type', task['type']) &&
        fits('risk_level', task['priority']) &&
        fits('module_id', task['module_id']),
    );
    const [page, per] = [Number(query.get('page') ?? 1), Number(query.get('per') ?? 100)];
    const data = found.slice((page - 1) * per, page * per);
    return { body: { data, metadata: { total: found.length, page, per } } };
  });
}

export function serveDashboards(server: FakeServer, dashboards: readonly Wire[]): void {
  server.on('GET /dashboards', () => ({ body: { data: dashboards } }));
}

/** A number and the filters that give it. */
export const stat = (count: number, ...query: string[]) => ({ count, query });
