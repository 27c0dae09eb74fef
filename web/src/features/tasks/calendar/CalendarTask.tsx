import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../../shared/records/record-type';
import { formOfTask, type Task } from '../../../shared/records/tasks';
import { useTaskText } from '../../../shared/text/useTaskText';
import { RiskMark } from '../../../shared/ui/RiskMark';
import { RecordType } from '../../../shared/wire/records';

interface CalendarTaskProps {
  task: Task;
  showsOwner: boolean;
}

/** A task in its day: for whom and what; it opens where it is done. */
export function CalendarTask({ task, showsOwner }: CalendarTaskProps) {
  const { t } = useLingui();
  const textOf = useTaskText();
  const form = formOfTask(task);
  return (
    <Link
      to={pathTo(RecordType.case, task.id)}
      search={form === undefined ? {} : { form }}
      className="agenda-task"
      data-overdue={task.overdue || undefined}
    >
      <bdi className="work-name">{task.name || task.record_id_display}</bdi>
      <span>{textOf(task)}</span>
      {showsOwner && task.owned_by ? <bdi className="soft">{task.owned_by}</bdi> : null}
      <RiskMark level={task.priority} />
      {task.overdue ? (
        <span className="due-late">{t({ id: 'agenda.overdue', message: 'Overdue' })}</span>
      ) : null}
    </Link>
  );
}
