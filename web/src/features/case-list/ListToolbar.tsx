import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ListQuery } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import { media, useMedia } from '../../shared/ui/useMedia';
import { ColumnsDialog } from './ColumnsDialog';
import type { Column } from './columns';
import type { FilterSpec } from './filter-specs';
import { FiltersPanel } from './FiltersPanel';
import { SortDialog } from './SortDialog';

interface ListToolbarProps {
  query: ListQuery;
  specs: readonly FilterSpec[];
  columns: readonly Column[];
  shownFields: readonly string[];
  onChange: (changes: Partial<ListQuery>) => void;
  onShowColumns: (fields: readonly string[]) => void;
}

type Opened = 'filters' | 'columns' | 'sort' | undefined;

/** Filters, columns, and on phones sorting: each in its own drawer. */
export function ListToolbar(props: ListToolbarProps) {
  const { query, specs, columns, shownFields, onChange, onShowColumns } = props;
  const [opened, setOpened] = useState<Opened>();
  const isPhone = useMedia(media.phone);
  const close = () => setOpened(undefined);
  const filterCount = Object.keys(query.filters).length;
  return (
    <div className="row list-tools">
      <Button onPress={() => setOpened('filters')}>
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
      {isPhone ? (
        <Button onPress={() => setOpened('sort')}>
          <Icon name="sort" size={20} />
          <Trans id="cases.sort">Sort</Trans>
        </Button>
      ) : null}
      <Button onPress={() => setOpened('columns')}>
        <Icon name="columns" size={20} />
        <Trans id="cases.columns">Columns</Trans>
      </Button>
      <FiltersPanel
        isOpen={opened === 'filters'}
        specs={specs}
        filters={query.filters}
        onClose={close}
        onApply={(filters) => onChange({ filters })}
      />
      <ColumnsDialog
        isOpen={opened === 'columns'}
        columns={columns}
        shownFields={shownFields}
        onClose={close}
        onShow={onShowColumns}
      />
      <SortDialog
        isOpen={opened === 'sort'}
        query={query}
        columns={columns}
        onClose={close}
        onChange={onChange}
      />
    </div>
  );
}
