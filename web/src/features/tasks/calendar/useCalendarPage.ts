import { useQuery } from '@tanstack/react-query';
import { useCalendar } from '../../../shared/calendar/useCalendar';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import {
  dueDay,
  tasksQuery,
  type Task,
  type TaskFilter,
  type TaskScope,
} from '../../../shared/records/tasks';
import { addDays } from '../../../shared/text/days';
import { firstDayOfWeek, monthOf, weekOf, weeksOf } from './month';
import { numberingOf, type Numbering } from './numbering';

/** How much of the calendar is in sight. */
export type Span = 'month' | 'week';

export interface CalendarPage {
  title: string;
  /** The days asked about. */
  days: readonly string[];
  /** Whole weeks around them. */
  weeks: readonly (readonly string[])[];
  numbering: Numbering;
  /** A day of the page before and of the page after. */
  before: string;
  after: string;
}

/** More in one month is no calendar any more; the list has the rest. */
const tasksAtMost = 500;

/** The month or week around a day, in the calendar of the deployment; undefined while it loads. */
export function useCalendarPage(day: string, span: Span): CalendarPage | undefined {
  const language = useLanguage();
  const calendar = useCalendar();
  const numbering = useQuery({
    queryKey: ['calendar numbering', calendar, language],
    queryFn: () => numberingOf(calendar, language),
    staleTime: Infinity,
    networkMode: 'always',
  }).data;
  if (numbering === undefined) return undefined;
  const firstDay = firstDayOfWeek(language, navigator.languages);
  const days = span === 'month' ? monthOf(day, numbering) : weekOf(day, firstDay);
  const first = days[0] ?? day;
  const last = days.at(-1) ?? day;
  return {
    title: titleOf(first, last, numbering),
    days,
    weeks: weeksOf(days, firstDay),
    numbering,
    before: addDays(first, -1),
    after: addDays(last, 1),
  };
}

function titleOf(first: string, last: string, { monthTitle }: Numbering): string {
  const [from, to] = [monthTitle(first), monthTitle(last)];
  return from === to ? from : `${from} – ${to}`;
}

/** The tasks that are due on the days of a page, by their day. */
export function useTasksOf(page: CalendarPage | undefined, scope: TaskScope, filter: TaskFilter) {
  const shown = page?.weeks.flat() ?? [];
  const [from = '', to = ''] = [shown[0], shown.at(-1)];
  const tasks = useQuery({
    ...tasksQuery(1, tasksAtMost, scope, { from, to, filter }),
    enabled: page !== undefined && from !== '',
  });
  const byDay = new Map<string, Task[]>();
  for (const task of tasks.data?.data ?? []) {
    byDay.set(dueDay(task), [...(byDay.get(dueDay(task)) ?? []), task]);
  }
  const left = (tasks.data?.metadata.total ?? 0) - (tasks.data?.data.length ?? 0);
  return { tasks, byDay, left };
}
