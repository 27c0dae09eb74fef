import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ListQuery } from '../../shared/records/list-query';
import { DateInput } from '../../shared/ui/DateInput';
import { Select } from '../../shared/ui/Select';
import type { FilterSpec } from './filter-specs';
import { dateRange, dateRangeValue } from './date-range';

type Filters = ListQuery['filters'];

interface DatesFilterProps {
  spec: FilterSpec;
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** A choice of date field with a first and a last day; either may stay open. */
export function DatesFilter({ spec, filters, onChange }: DatesFilterProps) {
  const { t } = useLingui();
  const active = spec.choices.find((choice) => filters[choice.id] !== undefined)?.id;
  const [field, setField] = useState(active ?? null);
  const range = dateRange(field === null ? undefined : filters[field]?.[0]);
  const change = (nextField: string | null, from: string | null, to: string | null) => {
    const names = spec.choices.map((choice) => choice.id);
    const rest = Object.fromEntries(
      Object.entries(filters).filter(([key]) => !names.includes(key)),
    );
    const value = dateRangeValue(from, to);
    onChange(nextField === null || value === undefined ? rest : { ...rest, [nextField]: [value] });
  };
  return (
    <fieldset className="dates">
      <legend className="field-label">{spec.label}</legend>
      <Select
        label={t({ id: 'filters.date_field', message: 'Which date' })}
        placeholder={t({ id: 'filters.choose', message: 'Choose' })}
        choices={spec.choices}
        value={field}
        onChange={(next) => {
          setField(next);
          change(next, range.from, range.to);
        }}
      />
      {field === null ? null : (
        <>
          <DateInput
            label={t({ id: 'filters.date_from', message: 'From' })}
            value={range.from}
            onChange={(from) => change(field, from, range.to)}
          />
          <DateInput
            label={t({ id: 'filters.date_to', message: 'To' })}
            value={range.to}
            onChange={(to) => change(field, range.from, to)}
          />
        </>
      )}
    </fieldset>
  );
}
