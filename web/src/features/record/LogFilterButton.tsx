import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';

interface LogFilterButtonProps {
  /** How many filters are set. */
  count: number;
  onPress: () => void;
}

/** Opens the filters of a log, and says whether some are set. */
export function LogFilterButton({ count: filterCount, onPress }: LogFilterButtonProps) {
  return (
    <Button onPress={onPress}>
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
