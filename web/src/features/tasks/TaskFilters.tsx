import { Trans, useLingui } from '@lingui/react/macro';
import type { Task, TaskScope } from '../../shared/records/tasks';
import { taskTexts } from '../../shared/text/task-texts';

interface TaskFiltersProps {
  type: string | undefined;
  scope: TaskScope;
  hasTeam: boolean;
  tasks: readonly Task[];
  onChange: (search: Readonly<Record<string, string>>) => void;
}

/** Whose tasks and of which kind; kinds nobody has are not offered. */
export function TaskFilters({ type, scope, hasTeam, tasks, onChange }: TaskFiltersProps) {
  const { t, i18n } = useLingui();
  const kinds = Object.keys(taskTexts).filter((kind) => tasks.some((task) => task.type === kind));
  const of = (next: { type?: string | undefined; scope?: TaskScope }) =>
    onChange({
      ...((next.scope ?? scope) === 'team' ? { scope: 'team' } : {}),
      ...(next.type === undefined ? {} : { type: next.type }),
    });
  return (
    <>
      {hasTeam ? (
        <div className="chips" role="group" aria-label={t({ id: 'tasks.whose', message: 'Whose' })}>
          <Chip isOn={scope === 'own'} onPress={() => of({ scope: 'own' })}>
            <Trans id="tasks.own">Mine</Trans>
          </Chip>
          <Chip isOn={scope === 'team'} onPress={() => of({ scope: 'team' })}>
            <Trans id="tasks.team">My team’s</Trans>
          </Chip>
        </div>
      ) : null}
      {kinds.length > 1 || type !== undefined ? (
        <div className="chips" role="group" aria-label={t({ id: 'tasks.kind', message: 'Kind' })}>
          <Chip isOn={type === undefined} onPress={() => of({})}>
            <Trans id="tasks.all">All</Trans>
          </Chip>
          {kinds.map((kind) => (
            <Chip key={kind} isOn={type === kind} onPress={() => of({ type: kind })}>
              {taskTexts[kind] ? i18n._(taskTexts[kind]) : kind}
            </Chip>
          ))}
        </div>
      ) : null}
    </>
  );
}

interface ChipProps {
  isOn: boolean;
  onPress: () => void;
  children: React.ReactNode;
}

function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <button type="button" className="chip" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}
