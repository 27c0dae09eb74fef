import { Plural, Trans } from '@lingui/react/macro';
import { Button } from './Button';
import { Icon } from './Icon';

interface FilterButtonProps {
  /** How many filters are set. */
  count: number;
  onPress: () => void;
  /** Of filters that open in the page: whether they are in sight. */
  isExpanded?: boolean;
}

/** Opens the filters of a list or a log, and says how many are set. */
export function FilterButton({ count: filterCount, onPress, isExpanded }: FilterButtonProps) {
  return (
    <Button onPress={onPress} aria-expanded={isExpanded}>
      <Icon name="filter" size={20} />
      <Trans id="cases.filters">Filters</Trans>
      {filterCount > 0 ? (
        <>
          <span className="count" aria-hidden="true">
            {filterCount}
          </span>
          <span className="visually-hidden">
            <Trans id="cases.filters_active" comment="Read aloud behind the word Filters.">
              <Plural value={filterCount} one="# is active" other="# are active" />
            </Trans>
          </span>
        </>
      ) : null}
    </Button>
  );
}
