import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useSettings } from '../../shared/definitions/useDefinitions';
import type { ListQuery } from '../../shared/records/list-query';
import { filterTexts } from '../../shared/text/filter-texts';
import type { Choice } from '../../shared/ui/choice';
import { Select } from '../../shared/ui/Select';
import type { FilterSpec } from './filter-specs';

type Filters = ListQuery['filters'];

interface WorkflowFilterProps {
  spec: FilterSpec;
  filters: Filters;
  onChange: (filters: Filters) => void;
  /** Shows the steps to choose from. */
  children: (choices: readonly Choice[]) => ReactNode;
}

const moduleKey = 'module_id';

/**
 * Asks for the programme, then shows its steps: the same step may mean something else in another.
 * The programme is that of the list, so that it counts and the filter of programmes shows it, too.
 */
export function WorkflowFilter({ spec, filters, onChange, children }: WorkflowFilterProps) {
  const { t, i18n } = useLingui();
  const modules = useSettings()?.modules ?? [];
  const [key = ''] = Object.keys(spec.parameters);
  const { steps = {} } = spec;
  const chosen = filters[key] ?? [];
  const [module, another] = filters[moduleKey] ?? [];
  const own = module === undefined || another !== undefined ? undefined : steps[module];
  const changeModule = (id: string) => {
    const left = chosen.filter((step) => steps[id]?.some((one) => one.id === step));
    const next = Object.entries({ ...filters, [moduleKey]: [id], [key]: left });
    onChange(Object.fromEntries(next.filter(([, values]) => values.length > 0)));
  };
  // What is asked for without the programme or of another one can be seen and taken back.
  const isOwn = (id: string) => own?.some((one) => one.id === id) ?? false;
  const others = spec.choices.filter(({ id }) => chosen.includes(id) && !isOwn(id));
  const moduleText = filterTexts[moduleKey];
  return (
    <>
      <Select
        label={`${spec.label} · ${moduleText ? i18n._(moduleText) : ''}`}
        choices={Object.keys(steps).map((id) => ({
          id,
          text: modules.find(({ unique_id: one }) => one === id)?.name ?? id,
        }))}
        placeholder={t({ id: 'filters.choose', message: 'Choose' })}
        value={own === undefined ? null : (module ?? null)}
        onChange={(id) => (id === null ? undefined : changeModule(id))}
      />
      {children([...(own ?? []), ...others])}
    </>
  );
}
