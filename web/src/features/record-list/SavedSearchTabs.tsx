import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { defaultListQuery, type ListQuery } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import type { RecordType } from '../../shared/wire/records';
import { isSameSearch, queryOf, savedSearchesQuery, type SavedSearch } from './saved-searches';

const KeepSearchDialog = lazy(() => import('./bulk/KeepSearchDialog'));
const RemoveSearchDialog = lazy(() => import('./bulk/RemoveSearchDialog'));

interface SavedSearchTabsProps {
  type: RecordType;
  query: ListQuery;
  onChange: (changes: Partial<ListQuery>) => void;
}

/** The searches a person keeps, over the list they belong to; none, no line. */
export function SavedSearchTabs({ type, query, onChange }: SavedSearchTabsProps) {
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
        {own.map((search) => (
          <li key={search.id}>
            <button
              type="button"
              className="saved-tab"
              aria-pressed={search === current}
              onClick={() => apply(search)}
            >
              <bdi>{search.name ?? search.id}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <SavedSearchActions type={type} query={query} current={current} isUsual={isUsual} />
    </div>
  );
}

interface ActionsProps {
  type: RecordType;
  query: ListQuery;
  current: SavedSearch | undefined;
  isUsual: boolean;
}

/** Keeps what is in sight, or forgets what was kept. */
function SavedSearchActions({ type, query, current, isUsual }: ActionsProps) {
  const [dialog, setDialog] = useState<'keep' | 'remove'>();
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
        <Button kind="quiet" onPress={() => setDialog('remove')}>
          <Icon name="close" size={20} />
          <Trans id="saved.remove">Delete this saved search</Trans>
        </Button>
      ) : null}
      <Suspense>
        {dialog === 'keep' ? <KeepSearchDialog type={type} query={query} onClose={close} /> : null}
        {dialog === 'remove' && current ? (
          <RemoveSearchDialog search={current} onClose={close} />
        ) : null}
      </Suspense>
    </>
  );
}
