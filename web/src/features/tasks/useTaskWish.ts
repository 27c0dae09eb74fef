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
    filter: { types: several(type), risks: several(risk_level), modules: several(module_id) },
    day: isoDay.test(day ?? '') && !Number.isNaN(Date.parse(day ?? '')) ? day : undefined,
    span: span === 'week' ? 'week' : 'month',
  };
  const change = (next: Partial<TaskScreenWish>) =>
    void navigate({ to: '/tasks', search: addressOf({ ...wish, ...next }), replace: true });
  return { wish, change };
}

/** Ids have no commas. */
function several(text: string | undefined): readonly string[] {
  return text?.split(',').filter((one) => one !== '') ?? [];
}

/** Whether the view shows a team's tasks, too: what is put off or given is one person's. */
export function isOfTeam(view: TaskView): boolean {
  return view === 'list' || view === 'calendar';
}

function addressOf({ view, scope, filter, day, span }: TaskScreenWish): Record<string, string> {
  const { types, risks, modules } = filter;
  const isCalendar = view === 'calendar';
  return {
    ...(view === 'list' ? {} : { view }),
    ...(scope === 'team' ? { scope } : {}),
    ...(types.length === 0 ? {} : { type: types.join() }),
    ...(risks.length === 0 ? {} : { risk_level: risks.join() }),
    ...(modules.length === 0 ? {} : { module_id: modules.join() }),
    ...(isCalendar && day !== undefined ? { day } : {}),
    ...(isCalendar && span === 'week' ? { span } : {}),
  };
}
