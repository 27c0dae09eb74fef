import type { ListQuery } from '../../shared/records/list-query';
import { Checkbox } from '../../shared/ui/Checkbox';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { ManyChoices } from '../../shared/ui/ManyChoices';
import { RiskMark } from '../../shared/ui/RiskMark';
import { DatesFilter } from './DatesFilter';
import { FilterKind, listKind, type FilterSpec } from './filter-specs';
import { WorkflowFilter } from './WorkflowFilter';

type Filters = ListQuery['filters'];

interface FilterControlProps {
  spec: FilterSpec;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** One filter of the panel. */
export function FilterControl({ spec, filters, onChange }: FilterControlProps) {
  const keys = Object.keys(spec.parameters);
  const key = keys[0] ?? '';
  const setValues = (values: readonly string[]) =>
    onChange(values.length > 0 ? { ...filters, [key]: values } : without(filters, [key]));
  switch (spec.kind) {
    case FilterKind.switch:
      return (
        <Checkbox
          isSelected={keys.every((name) => filters[name] !== undefined)}
          onChange={(isOn) =>
            onChange(isOn ? { ...filters, ...spec.parameters } : without(filters, keys))
          }
        >
          {spec.label}
        </Checkbox>
      );
    case FilterKind.dates:
      return <DatesFilter spec={spec} filters={filters} onChange={onChange} />;
    case FilterKind.workflow:
      return (
        <WorkflowFilter spec={spec} filters={filters} onChange={onChange}>
          {(choices) => (
            <FilterControl
              spec={{ ...spec, kind: listKind(choices), choices }}
              filters={filters}
              onChange={onChange}
            />
          )}
        </WorkflowFilter>
      );
    case FilterKind.many:
      return (
        <ManyChoices
          label={spec.label}
          choices={spec.choices}
          value={filters[key] ?? []}
          onChange={setValues}
        />
      );
    case FilterKind.checks:
      return spec.choices.length === 0 ? null : (
        <CheckboxGroup
          label={spec.label}
          choices={spec.choices}
          value={[...(filters[key] ?? [])]}
          onChange={setValues}
          look={key === 'risk_level' ? ({ id }) => <RiskMark level={id} /> : undefined}
        />
      );
  }
}

export function without(filters: Filters, keys: readonly string[]): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !keys.includes(key)));
}
