import { useNavigate, useSearch } from '@tanstack/react-router';
import { useUser } from '../../shared/session/useSession';
import type { TaskFilter, TaskScope } from '../../shared/records/tasks';
import type { Span } from './calendar/useCalendarPage';

export type TaskView = 'list' | 'calendar' | 'snoozed' | 'given';

const otherViews: readonly TaskView[] = ['calendar', 'snoozed', 'given'];

/** What the address says of the screen of tasks. */
export interface TaskScreenWish {
  view: TaskView;
  scope: TaskScope;
  filter: TaskFilter;
  /** Of the calendar. */
  day: string | undefined;
  span: Span;
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; a change of it replaces the entry in the history. */
export function useTaskWish() {
  const { is_manager: isManager } = useUser();
  const { type, risk_level, module_id, scope, view, day, span } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shown: TaskView = otherViews.find((one) => one === view) ?? 'list';
  const wish: TaskScreenWish = {
    view: shown,
    scope: isManager && scope === 'team' && isOfTeam(shown) ? 'team' : 'own',
    filter: { type, risk: risk_level, module: module_id },
    day: isoDay.test(day ?? '') && !Number.isNaN(Date.parse(day ?? '')) ? day : undefined,
    span: span === 'week' ? 'week' : 'month',
  };
  const change = (next: Partial<TaskScreenWish>) =>
    void navigate({ to: '/tasks', search: addressOf({ ...wish, ...next }), replace: true });
  return { wish, change };
}

/** Whether the view shows a team's tasks, too: what is put off or given is one person's. */
export function isOfTeam(view: TaskView): boolean {
  return view === 'list' || view === 'calendar';
}

function addressOf({ view, scope, filter, day, span }: TaskScreenWish): Record<string, string> {
  const { type, risk, module } = filter;
  const isCalendar = view === 'calendar';
  return {
    ...(view === 'list' ? {} : { view }),
    ...(scope === 'team' ? { scope } : {}),
    ...(type === undefined ? {} : { type }),
    ...(risk === undefined ? {} : { risk_level: risk }),
    ...(module === undefined ? {} : { module_id: module }),
    ...(isCalendar && day !== undefined ? { day } : {}),
    ...(isCalendar && span === 'week' ? { span } : {}),
  };
}
