import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { Button } from '../../../shared/ui/Button';
import { Refusal } from '../../../shared/ui/Refusal';
import { RemoveSearchDialog } from './RemoveSearchDialog';
import type { SavedSearch } from './saved-searches';
import { workTexts } from '../../../shared/text/work-texts';
import { SearchName } from './SearchName';
import { SharingFields } from './SharingFields';
import { useSearchChange } from './useSearchChange';
import { SearchForm } from './SearchForm';

interface ChangeSearchDialogProps {
  search: SavedSearch;
  onClose: () => void;
}

/** A kept search: its name, whether it is pinned, who shares it; or none of it any more. */
export default function ChangeSearchDialog(props: ChangeSearchDialogProps) {
  return (
    <AreaTexts ready={workTexts}>
      <ChangeSearch {...props} />
    </AreaTexts>
  );
}

function ChangeSearch({ search, onClose }: ChangeSearchDialogProps) {
  const { t } = useLingui();
  const [isRemoving, setRemoving] = useState(false);
  const { draft, set, isMissing, submit, withdraw, changing } = useSearchChange(search, onClose);
  if (isRemoving) {
    return <RemoveSearchDialog search={search} onClose={onClose} />;
  }
  const isOwn = search.can_change;
  return (
    <SearchForm
      title={t({ id: 'saved.change.title', message: 'Change this saved search' })}
      isPending={changing.isPending}
      onSave={submit}
      onClose={onClose}
    >
      {isOwn ? (
        <SearchName value={draft.name} onChange={(name) => set({ name })} isMissing={isMissing} />
      ) : (
        <SharedBy search={search} />
      )}
      <SharingFields
        isPinned={draft.isPinned}
        onPin={(isPinned) => set({ isPinned })}
        groups={draft.groups}
        onGroups={isOwn ? (groups) => set({ groups }) : undefined}
        hasWords={search.filters.some(({ name }) => name === 'query')}
      />
      {changing.isError ? <Refusal error={changing.error} /> : null}
      <div className="row">
        {isOwn ? (
          <Button kind="quiet" onPress={() => setRemoving(true)}>
            <Trans id="saved.remove">Delete this saved search</Trans>
          </Button>
        ) : null}
        {!isOwn && search.can_withdraw ? (
          <Button kind="quiet" onPress={withdraw} isPending={changing.isPending}>
            <Trans id="saved.withdraw">Stop sharing it in the group</Trans>
          </Button>
        ) : null}
      </div>
    </SearchForm>
  );
}

/** Whose it is, for those who were given it. */
function SharedBy({ search }: { search: SavedSearch }) {
  const { name, user_name: user } = search;
  return (
    <p>
      <Trans id="saved.shared_by">
        “<bdi>{name}</bdi>” is shared with you by <bdi>{user}</bdi>. It finds the records that you
        may see.
      </Trans>
    </p>
  );
}
