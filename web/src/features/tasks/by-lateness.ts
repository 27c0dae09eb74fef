import { dueDay, type Task } from '../../shared/records/tasks';
import { daysBetween } from '../../shared/text/days';

export type Lateness = 'overdue' | 'soon' | 'later';

const soonDays = 7;

/** The groups that have tasks, the most urgent group first; inside a group the order stays. */
export function byLateness(
  tasks: readonly Task[],
  today: string,
): readonly { group: Lateness; tasks: readonly Task[] }[] {
  const groups: readonly Lateness[] = ['overdue', 'soon', 'later'];
  return groups
    .map((group) => ({ group, tasks: tasks.filter((task) => latenessOf(task, today) === group) }))
    .filter((entry) => entry.tasks.length > 0);
}

/** The server's word counts: it knows the deployment's time zone and the hours of services. */
function latenessOf(task: Task, today: string): Lateness {
  if (task.overdue) return 'overdue';
  const isSoon = task.upcoming_soon || daysBetween(today, dueDay(task)) <= soonDays;
  return isSoon ? 'soon' : 'later';
}
