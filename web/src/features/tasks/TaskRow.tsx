import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../shared/records/record-type';
import { dueDay, formOfTask, type Task } from '../../shared/records/tasks';
import { useTaskText } from '../../shared/text/useTaskText';
import { DueMark } from '../../shared/ui/DueMark';
import { RiskMark } from '../../shared/ui/RiskMark';
import { RecordType } from '../../shared/wire/records';
import type { DuePlace } from './useDuePlaces';

interface TaskRowProps {
  task: Task;
  today: string;
  /** Among others' tasks one wants to know whose it is. */
  showsPerson: boolean;
  /** Where the day is set. */
  from?: DuePlace | undefined;
}

/** One task: for whom, what, until when; it opens where it is done. */
export function TaskRow({ task, today, showsPerson, from }: TaskRowProps) {
  const textOf = useTaskText();
  const form = formOfTask(task);
  const person = task.assigned_to ?? task.owned_by;
  const giver = task.given_by;
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
        {showsPerson && person ? <bdi className="soft">{person}</bdi> : null}
      </span>
      <span className="work-what">
        <bdi>{textOf(task)}</bdi>
        {giver ? (
          <small className="work-from soft">
            <Trans id="tasks.given_by">
              Given by <bdi>{giver}</bdi>
            </Trans>
          </small>
        ) : null}
        {/* In sight, not on hovering: a finger cannot hover. */}
        {from === undefined ? null : (
          <small className="work-from soft">
            <bdi>{from.field}</bdi> · <bdi>{from.form}</bdi>
          </small>
        )}
      </span>
      <span className="work-when">
        <DueMark day={dueDay(task)} today={today} />
      </span>
    </Link>
  );
}
