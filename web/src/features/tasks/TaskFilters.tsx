import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { useVocabulary } from '../../shared/records/useVocabulary';
import type { TaskFilter } from '../../shared/records/tasks';
import { useUser } from '../../shared/session/useSession';
import { filterTexts } from '../../shared/text/filter-texts';
import { taskTexts } from '../../shared/text/task-texts';
import type { Choice } from '../../shared/ui/choice';
import { FilterButton } from '../../shared/ui/FilterButton';
import { RiskMark } from '../../shared/ui/RiskMark';
import { Chip } from './Chip';
import { ChipGroup } from './ChipGroup';
import { isOfTeam, type TaskScreenWish } from './useTaskWish';

interface TaskFiltersProps {
  wish: TaskScreenWish;
  /** Kinds of tasks to choose from. */
  kinds: readonly string[];
  onChange: (next: Partial<TaskScreenWish>) => void;
}

/** Whose tasks, of which kind, risk level and programme; what is no choice is not offered. */
export function TaskFilters({ wish, kinds, onChange }: TaskFiltersProps) {
  const { t, i18n } = useLingui();
  const { is_manager: isManager } = useUser();
  const { filter, scope, view } = wish;
  const narrow = (next: Partial<TaskFilter>) => onChange({ filter: { ...filter, ...next } });
  const kindText = (kind: string) => (taskTexts[kind] ? i18n._(taskTexts[kind]) : kind);
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
      <ChipGroup
        label={t({ id: 'tasks.kind', message: 'Kind' })}
        choices={withChosen(kinds, filter.types).map((id) => ({ id, text: kindText(id) }))}
        values={filter.types}
        onChange={(types) => narrow({ types })}
      />
      <MoreFilters filter={filter} onChange={narrow} />
    </>
  );
}

interface MoreFiltersProps {
  filter: TaskFilter;
  onChange: (next: Partial<TaskFilter>) => void;
}

/** Out of the way until asked for: on a phone the tasks come first. */
function MoreFilters({ filter, onChange }: MoreFiltersProps) {
  const { i18n } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const levels = useRiskLevels();
  const modules = useOwnModules();
  const count = [filter.risks, filter.modules].filter((values) => values.length > 0).length;
  const name = (key: string) => (filterTexts[key] ? i18n._(filterTexts[key]) : key);
  if (levels.length < 2 && modules.length < 2 && count === 0) return null;
  return (
    <>
      <div className="row">
        <FilterButton count={count} isExpanded={isOpen} onPress={() => setOpen(!isOpen)} />
      </div>
      {isOpen ? (
        <>
          <ChipGroup
            label={name('risk_level')}
            choices={levels}
            values={filter.risks}
            onChange={(risks) => onChange({ risks })}
            look={({ id }) => <RiskMark level={id} />}
          />
          <ChipGroup
            label={name('module_id')}
            choices={modules}
            values={filter.modules}
            onChange={(modules) => onChange({ modules })}
          />
        </>
      ) : null}
    </>
  );
}

/** What the address asks for can be seen, even while or where nobody has it. */
function withChosen(kinds: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...kinds, ...chosen.filter((one) => !kinds.includes(one))];
}

/** Only for those to whom the server grants this filter of cases: others may not see the level. */
function useRiskLevels(): readonly Choice[] {
  const { filters } = useUser();
  const vocabulary = useVocabulary({ withPlaces: false });
  const isGranted = filters.cases?.some(({ field_name: name }) => name === 'risk_level');
  return isGranted ? vocabulary.choices('lookup-risk-level', 'risk_level') : [];
}

/** The user's programmes that have cases. */
function useOwnModules(): readonly Choice[] {
  const { module_unique_ids: own } = useUser();
  const modules = useSettings()?.modules ?? [];
  return modules
    .filter(
      ({ unique_id: id, associated_record_types: types }) =>
        own.includes(id) && types.includes('case'),
    )
    .map(({ unique_id: id, name }) => ({ id, text: name }));
}
