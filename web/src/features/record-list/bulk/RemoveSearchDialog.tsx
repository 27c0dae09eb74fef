import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { WorkTexts } from '../../../shared/text/WorkTexts';
import { ConfirmDialog } from '../../../shared/ui/ConfirmDialog';
import { FailureText } from '../../../shared/ui/FailureText';
import { removeSearch, savedSearchesQuery, type SavedSearch } from '../saved-searches';

interface RemoveSearchDialogProps {
  search: SavedSearch;
  onClose: () => void;
}

/** Asks before a kept search is forgotten; no record is touched. */
export default function RemoveSearchDialog(props: RemoveSearchDialogProps) {
  return (
    <WorkTexts>
      <RemoveSearch {...props} />
    </WorkTexts>
  );
}

function RemoveSearch({ search, onClose }: RemoveSearchDialogProps) {
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
      {removing.isError ? (
        <div role="alert">
          <FailureText error={removing.error} />
        </div>
      ) : null}
    </ConfirmDialog>
  );
}
