import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { defaultFilters, type ListQuery } from '../../shared/records/list-query';
import { filterCategoryKey } from '../../shared/records/violation-filters';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { CategoryChoice } from './CategoryChoice';
import { FilterControl } from './FilterControl';
import { categoryOf, FilterCategory, hasCategories, specsOf } from './filter-category';
import type { FilterSpec } from './filter-specs';

type Filters = ListQuery['filters'];

interface FiltersPanelProps {
  isOpen: boolean;
  specs: readonly FilterSpec[];
  filters: Filters;
  onClose: () => void;
  onApply: (filters: Filters) => void;
}

/** The filters the server grants; nothing happens to the list before *Apply*. */
export default function FiltersPanel({ isOpen, onClose, ...rest }: FiltersPanelProps) {
  const { t } = useLingui();
  return (
    <Dialog
      shape="side"
      isOpen={isOpen}
      onClose={onClose}
      title={t({ id: 'filters.title', message: 'Filters' })}
    >
      <FiltersForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function FiltersForm({ specs, filters, onClose, onApply }: Omit<FiltersPanelProps, 'isOpen'>) {
  const [draft, setDraft] = useState<Filters>(filters);
  const [showsAll, setShowsAll] = useState(false);
  const category = categoryOf(draft);
  const offered = specsOf(specs, category);
  // Only what is asked of incidents has filters that come first.
  const inSight = offered.filter(
    (spec) =>
      showsAll ||
      category !== FilterCategory.incidents ||
      spec.isPrimary ||
      isActive(spec, filters),
  );
  const finish = (next: Filters) => {
    onApply(next);
    onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        finish(draft);
      }}
    >
      {specs.length === 0 ? (
        <p>
          <Trans id="filters.none">Your role has no filters for this list.</Trans>
        </p>
      ) : null}
      {hasCategories(specs) ? (
        <CategoryChoice
          category={category}
          onChange={(chosen) => setDraft({ ...draft, [filterCategoryKey]: [chosen] })}
        />
      ) : null}
      {inSight.map((spec) => (
        <FilterControl key={spec.id} spec={spec} filters={draft} onChange={setDraft} />
      ))}
      {inSight.length < offered.length ? (
        <Button onPress={() => setShowsAll(true)}>
          <Trans id="filters.more">More filters</Trans>
        </Button>
      ) : null}
      <div className="filters-foot">
        <Button onPress={() => finish(defaultFilters)}>
          <Trans id="filters.clear">Clear</Trans>
        </Button>
        <Button type="submit" kind="primary">
          <Trans id="filters.apply">Apply</Trans>
        </Button>
      </div>
    </form>
  );
}

function isActive(spec: FilterSpec, filters: Filters): boolean {
  return [...Object.keys(spec.parameters), ...spec.choices.map((choice) => choice.id)].some(
    (key) => filters[key] !== undefined,
  );
}
