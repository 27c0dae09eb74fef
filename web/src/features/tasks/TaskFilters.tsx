import { Trans, useLingui } from '@lingui/react/macro';
import { useUser } from '../../shared/session/useSession';
import type { Task } from '../../shared/records/tasks';
import { taskTexts } from '../../shared/text/task-texts';
import { Chip } from './Chip';
import { isOfTeam, type TaskScreenWish } from './useTaskWish';

interface TaskFiltersProps {
  wish: TaskScreenWish;
  tasks: readonly Task[];
  onChange: (next: Partial<TaskScreenWish>) => void;
}

/** Whose tasks and of which kind; kinds nobody has are not offered. */
export function TaskFilters({ wish, tasks, onChange }: TaskFiltersProps) {
  const { t, i18n } = useLingui();
  const { is_manager: isManager } = useUser();
  const { type, scope, view } = wish;
  const kinds = Object.keys(taskTexts).filter((kind) => tasks.some((task) => task.type === kind));
  return (
    <>
      {isManager && isOfTeam(view) ? (
        <div className="chips" role="group" aria-label={t({ id: 'tasks.whose', message: 'Whose' })}>
          <Chip isOn={scope === 'own'} onPress={() => onChange({ scope: 'own' })}>
            <Trans id="tasks.own">Mine</Trans>
          </Chip>
          <Chip isOn={scope === 'team'} onPress={() => onChange({ scope: 'team' })}>
            <Trans id="tasks.team">My team’s</Trans>
          </Chip>
        </div>
      ) : null}
      {kinds.length > 1 || type !== undefined ? (
        <div className="chips" role="group" aria-label={t({ id: 'tasks.kind', message: 'Kind' })}>
          <Chip isOn={type === undefined} onPress={() => onChange({ type: undefined })}>
            <Trans id="tasks.all">All</Trans>
          </Chip>
          {kinds.map((kind) => (
            <Chip key={kind} isOn={type === kind} onPress={() => onChange({ type: kind })}>
              {taskTexts[kind] ? i18n._(taskTexts[kind]) : kind}
            </Chip>
          ))}
        </div>
      ) : null}
    </>
  );
}
