import type { Task } from '../../shared/records/tasks';
import { useTaskText } from '../../shared/text/useTaskText';
import { TaskHandling } from './TaskHandling';
import { TaskSnooze } from './snooze/TaskSnooze';

interface TaskExtrasProps {
  task: Task;
  today: string;
  /** Somebody else's. */
  isOthers: boolean;
}

/** What can be done with a task itself, beside doing it in the case. */
export function TaskExtras({ task, today, isOthers }: TaskExtrasProps) {
  const textOf = useTaskText();
  const hasAny = task.can_be_given === true || !isOthers || Boolean(task.snoozed_until);
  if (task.task_id === undefined || !hasAny) return null;
  const what = `${textOf(task)} · ${task.name || task.record_id_display || ''}`;
  return (
    <div className="work-extra">
      <TaskSnooze task={task} what={what} today={today} isOthers={isOthers} />
      <TaskHandling task={task} id={task.task_id} what={what} />
    </div>
  );
}
