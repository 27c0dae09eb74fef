import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { defaultListQuery, type ListQuery } from '../../../shared/records/list-query';
import { Button } from '../../../shared/ui/Button';
import { Icon } from '../../../shared/ui/Icon';
import { Menu, MenuItem } from '../../../shared/ui/Menu';
import type { RecordType } from '../../../shared/wire/records';
import { SavedSearchTab } from './SavedSearchTab';
import { isSameSearch, queryOf, savedSearchesQuery, type SavedSearch } from './saved-searches';

const KeepSearchDialog = lazy(() => import('./KeepSearchDialog'));
const ChangeSearchDialog = lazy(() => import('./ChangeSearchDialog'));

interface SavedSearchTabsProps {
  type: RecordType;
  query: ListQuery;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** Searches one keeps or was given: pinned ones as tabs over the list, the others in a menu. */
export default function SavedSearchTabs({ type, query, onChange }: SavedSearchTabsProps) {
  const { t } = useLingui();
  const all = useQuery(savedSearchesQuery);
  const own = (all.data ?? []).filter((search) => search.record_type === type);
  const current = own.find((search) => isSameSearch(queryOf(search), query));
  const apply = (search: SavedSearch) => {
    const { filters, search: words } = queryOf(search);
    onChange({ filters, search: words });
  };
  const isUsual = isSameSearch(query, defaultListQuery);
  // Whatever cannot be read now is not worth a message here: the list itself works.
  if (all.data === undefined || (own.length === 0 && isUsual)) {
    return null;
  }
  return (
    <div className="saved">
      <ul className="saved-list" aria-label={t({ id: 'saved.title', message: 'Saved searches' })}>
        {own
          .filter((search) => search.pinned || search === current)
          .map((search) => (
            <li key={search.id}>
              <SavedSearchTab
                type={type}
                search={search}
                isCurrent={search === current}
                onPress={() => apply(search)}
              />
            </li>
          ))}
      </ul>
      <OtherSearches
        searches={own.filter((search) => !search.pinned && search !== current)}
        onChoose={apply}
      />
      <SavedSearchActions type={type} query={query} current={current} isUsual={isUsual} />
    </div>
  );
}

interface OtherSearchesProps {
  searches: readonly SavedSearch[];
  onChoose: (search: SavedSearch) => void;
}

/** Those that are not pinned. */
function OtherSearches({ searches, onChoose }: OtherSearchesProps) {
  const { t } = useLingui();
  const count = searches.length;
  if (count === 0) return null;
  const label = t({ id: 'saved.more', message: `More saved searches (${count})` });
  const choose = (id: string) => {
    const chosen = searches.find((search) => String(search.id) === id);
    if (chosen) onChoose(chosen);
  };
  return (
    <Menu kind="quiet" label={label} trigger={label} onAction={choose}>
      {searches.map((search) => (
        <MenuItem key={search.id} id={String(search.id)}>
          <bdi>{search.name ?? search.id}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}

interface ActionsProps {
  type: RecordType;
  query: ListQuery;
  current: SavedSearch | undefined;
  isUsual: boolean;
}

/** Keeps what is in sight, or changes what was kept. */
function SavedSearchActions({ type, query, current, isUsual }: ActionsProps) {
  const [dialog, setDialog] = useState<'keep' | 'change'>();
  const close = () => setDialog(undefined);
  return (
    <>
      {current === undefined && !isUsual ? (
        <Button kind="quiet" onPress={() => setDialog('keep')}>
          <Icon name="plus" size={20} />
          <Trans id="saved.keep">Save this search</Trans>
        </Button>
      ) : null}
      {current ? (
        <Button kind="quiet" onPress={() => setDialog('change')}>
          <Icon name="edit" size={20} />
          <Trans id="saved.change">Change this saved search</Trans>
        </Button>
      ) : null}
      <Suspense>
        {dialog === 'keep' ? <KeepSearchDialog type={type} query={query} onClose={close} /> : null}
        {dialog === 'change' && current ? (
          <ChangeSearchDialog search={current} onClose={close} />
        ) : null}
      </Suspense>
    </>
  );
}
