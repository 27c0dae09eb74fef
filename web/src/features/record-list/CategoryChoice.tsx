import { useLingui } from '@lingui/react/macro';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import { FilterCategory } from './filter-category';

interface CategoryChoiceProps {
  category: FilterCategory;
  onChange: (category: FilterCategory) => void;
}

/** What the filters of grave violations ask about; comes with the panel. */
export function CategoryChoice({ category, onChange }: CategoryChoiceProps) {
  const { t } = useLingui();
  const texts: Readonly<Record<FilterCategory, string>> = {
    incidents: t({ id: 'filters.category.incidents', message: 'Incidents' }),
    individual_victims: t({
      id: 'filters.category.victims',
      message: 'Children known one by one',
    }),
    violations: t({ id: 'filters.category.violations', message: 'Violations' }),
  };
  return (
    <RadioGroup
      label={t({ id: 'filters.category', message: 'Filter by what is known of' })}
      choices={Object.values(FilterCategory).map((id) => ({ id, text: texts[id] }))}
      value={category}
      onChange={(chosen) => {
        const known = Object.values(FilterCategory).find((one) => one === chosen);
        if (known !== undefined) onChange(known);
      }}
    />
  );
}
