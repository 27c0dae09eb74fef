import { Trans } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ListQuery } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import { FilterButton } from '../../shared/ui/FilterButton';
import { Icon } from '../../shared/ui/Icon';
import { media, useMedia } from '../../shared/ui/useMedia';
import type { Column } from './columns';
import type { FilterSpec } from './filter-specs';
import type { ShownColumns } from './useShownColumns';

/** The drawers come with the first press: a list is usable before them. */
const FiltersPanel = lazy(() => import('./FiltersPanel'));
const ColumnsDialog = lazy(() => import('./ColumnsDialog'));
const SortDialog = lazy(() => import('./SortDialog'));

interface ListToolbarProps {
  query: ListQuery;
  specs: readonly FilterSpec[];
  columns: readonly Column[];
  shown: ShownColumns;
  onChange: (changes: Partial<ListQuery>) => void;
  /** Further tools. */
  children: ReactNode;
}

type Drawer = 'filters' | 'columns' | 'sort';

/** Filters, columns, and on phones sorting: each in its own drawer. */
export function ListToolbar(props: ListToolbarProps) {
  const { query, specs, columns, shown, onChange, children } = props;
  const { opened, wasOpened, open, close } = useDrawers();
  const isPhone = useMedia(media.phone);
  const filterCount = Object.keys(query.filters).length;
  return (
    <div className="row list-tools">
      <FilterButton count={filterCount} onPress={() => open('filters')} />
      {isPhone ? (
        <Button onPress={() => open('sort')}>
          <Icon name="sort" size={20} />
          <Trans id="cases.sort">Sort</Trans>
        </Button>
      ) : null}
      <Button onPress={() => open('columns')}>
        <Icon name="columns" size={20} />
        <Trans id="cases.columns">Columns</Trans>
      </Button>
      {children}
      <Suspense>
        {wasOpened.has('filters') ? (
          <FiltersPanel
            isOpen={opened === 'filters'}
            specs={specs}
            filters={query.filters}
            onClose={close}
            onApply={(filters) => onChange({ filters })}
          />
        ) : null}
        {wasOpened.has('columns') ? (
          <ColumnsDialog
            isOpen={opened === 'columns'}
            columns={columns}
            shown={shown}
            onClose={close}
          />
        ) : null}
        {wasOpened.has('sort') ? (
          <SortDialog
            isOpen={opened === 'sort'}
            query={query}
            columns={columns}
            onClose={close}
            onChange={onChange}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

/** Which drawer is open, and which were: those stay mounted, so that they close with grace. */
function useDrawers() {
  const [opened, setOpened] = useState<Drawer>();
  const [wasOpened, setWasOpened] = useState<ReadonlySet<Drawer>>(new Set());
  const open = (drawer: Drawer) => {
    setOpened(drawer);
    setWasOpened(new Set([...wasOpened, drawer]));
  };
  return { opened, wasOpened, open, close: () => setOpened(undefined) };
}
