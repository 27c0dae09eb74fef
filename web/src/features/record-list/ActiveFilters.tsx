import { useLingui } from '@lingui/react/macro';
import { colonOf } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { defaultFilters, type ListQuery } from '../../shared/records/list-query';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import { activeFilters, type ActiveFilter } from './active-filters';
import type { FilterSpec } from './filter-specs';
import { useFilterWords } from './useFilterWords';

interface ActiveFiltersProps {
  query: ListQuery;
  specs: readonly FilterSpec[];
  vocabulary: Vocabulary;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** What narrows the list, each removable, also parameters that have no control in the panel. */
export function ActiveFilters({ query, specs, vocabulary, onChange }: ActiveFiltersProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const describe = useFilterWords(vocabulary);
  const active = activeFilters(query.filters, specs);
  const remove = ({ keys }: ActiveFilter) =>
    onChange({
      filters: Object.fromEntries(
        Object.entries(query.filters).filter(([key]) => !keys.includes(key)),
      ),
    });
  return active.length === 0 ? null : (
    <ul className="tags" aria-label={t({ id: 'cases.active', message: 'Active filters' })}>
      {active.map((filter) => {
        const { label, values } = describe(filter);
        return (
          <li key={filter.keys.join(' ')} className="tag">
            <span>
              {label}
              {values === '' ? null : (
                <>
                  {colonOf(language)}
                  <bdi>{values}</bdi>
                </>
              )}
            </span>
            <Button
              kind="quiet"
              onPress={() => remove(filter)}
              aria-label={t({ id: 'cases.remove_filter', message: `Remove the filter ${label}` })}
            >
              <Icon name="close" size={18} />
            </Button>
          </li>
        );
      })}
      {isDefault(query.filters) ? null : (
        <li>
          <Button kind="quiet" onPress={() => onChange({ filters: defaultFilters })}>
            {t({ id: 'cases.reset_filters', message: 'Back to the usual filters' })}
          </Button>
        </li>
      )}
    </ul>
  );
}

function isDefault(filters: ListQuery['filters']): boolean {
  const text = (some: ListQuery['filters']) => JSON.stringify(Object.entries(some).sort());
  return text(filters) === text(defaultFilters);
}
