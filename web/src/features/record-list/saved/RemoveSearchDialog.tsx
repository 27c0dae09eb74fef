import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../shared/ui/ConfirmDialog';
import { Refusal } from '../../../shared/ui/Refusal';
import { removeSearch, savedSearchesQuery, type SavedSearch } from './saved-searches';

interface RemoveSearchDialogProps {
  search: SavedSearch;
  onClose: () => void;
}

/** Asks before a kept search is forgotten; no record is touched. */
export function RemoveSearchDialog({ search, onClose }: RemoveSearchDialogProps) {
  const queries = useQueryClient();
  const { name } = search;
  const removing = useMutation({
    mutationFn: () => removeSearch(search.id),
    onSuccess: async () => {
      await queries.invalidateQueries(savedSearchesQuery);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={<Trans id="saved.remove.title">Delete this saved search?</Trans>}
      confirm={<Trans id="saved.remove.action">Delete</Trans>}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
      isPending={removing.isPending}
      isDanger
    >
      <p>
        <Trans id="saved.remove.note">
          “{name}” disappears from above the list. The records stay as they are.
        </Trans>
      </p>
      {removing.isError ? <Refusal error={removing.error} /> : null}
    </ConfirmDialog>
  );
}
