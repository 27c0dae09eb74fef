import { Link } from '@tanstack/react-router';
import { pathTo } from '../../shared/records/record-type';
import { dueDay, formOfTask, type Task } from '../../shared/records/tasks';
import { useTaskText } from '../../shared/text/useTaskText';
import { DueMark } from '../../shared/ui/DueMark';
import { RiskMark } from '../../shared/ui/RiskMark';
import { RecordType } from '../../shared/wire/records';

interface TaskRowProps {
  task: Task;
  today: string;
  /** In a team one wants to know whose it is. */
  showsOwner: boolean;
}

/** One task: for whom, what, until when; it opens where it is done. */
export function TaskRow({ task, today, showsOwner }: TaskRowProps) {
  const textOf = useTaskText();
  const form = formOfTask(task);
  return (
    <Link
      to={pathTo(RecordType.case, task.id)}
      search={form === undefined ? {} : { form }}
      className="work-row"
    >
      <span className="work-who">
        <bdi className="work-name">{task.name || task.record_id_display}</bdi>
        {task.name ? <bdi className="soft">{task.record_id_display}</bdi> : null}
        <RiskMark level={task.priority} />
        {showsOwner && task.owned_by ? <bdi className="soft">{task.owned_by}</bdi> : null}
      </span>
      <span className="work-what">{textOf(task)}</span>
      <span className="work-when">
        <DueMark day={dueDay(task)} today={today} />
      </span>
    </Link>
  );
}
