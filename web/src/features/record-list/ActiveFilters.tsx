import { useLingui } from '@lingui/react/macro';
import { violation_types } from '../../shared/forms/violation-types';
import { formatDate } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { defaultFilters, type ListQuery } from '../../shared/records/list-query';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import { activeFilters, type ActiveFilter } from './active-filters';
import { filterLabel, type FilterSpec } from './filter-specs';

interface ActiveFiltersProps {
  query: ListQuery;
  specs: readonly FilterSpec[];
  vocabulary: Vocabulary;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** What narrows the list, each removable, also parameters that have no control in the panel. */
export function ActiveFilters({ query, specs, vocabulary, onChange }: ActiveFiltersProps) {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const active = activeFilters(query.filters, specs);
  const remove = ({ keys }: ActiveFilter) =>
    onChange({
      filters: Object.fromEntries(
        Object.entries(query.filters).filter(([key]) => !keys.includes(key)),
      ),
    });
  const describe = (filter: ActiveFilter) => {
    const label = filter.label ?? filterLabel(filter.keys[0] ?? '', vocabulary, i18n);
    const values = filter.values.map(
      (value) => value.text ?? violationText(value.id, vocabulary) ?? readable(value.id, language),
    );
    return { label, values: new Intl.ListFormat(language, { type: 'unit' }).format(values) };
  };
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
                  {': '}
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

/** "killing_verified", as dashboards ask: "Killing: Verified". */
function violationText(value: string, vocabulary: Vocabulary): string | undefined {
  const type = violation_types.find((one) => value === one || value.startsWith(`${one}_`));
  if (type === undefined) return undefined;
  const name = vocabulary.text('lookup-violation-type', type);
  const state = value.slice(type.length + 1);
  return state === '' ? name : `${name}: ${vocabulary.text('lookup-verification-status', state)}`;
}

/** A range of dates in words, anything else as it is. */
function readable(value: string, language: ReturnType<typeof useLanguage>): string {
  const [from = '', to] = value.split('..');
  const day = (text: string) => (text === '' ? '…' : formatDate(text, language));
  return to === undefined ? value : `${day(from)} – ${day(to)}`;
}
