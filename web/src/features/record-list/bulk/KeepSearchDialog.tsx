import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListQuery } from '../../../shared/records/list-query';
import { useUser } from '../../../shared/session/useSession';
import { WorkTexts } from '../../../shared/text/WorkTexts';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { FailureText } from '../../../shared/ui/FailureText';
import { TextField } from '../../../shared/ui/TextField';
import type { RecordType } from '../../../shared/wire/records';
import { keepSearch, savedSearchesQuery } from '../saved-searches';

interface KeepSearchDialogProps {
  type: RecordType;
  query: ListQuery;
  onClose: () => void;
}

/** Gives the search in sight a name and keeps it. */
export default function KeepSearchDialog(props: KeepSearchDialogProps) {
  return (
    <WorkTexts>
      <KeepSearch {...props} />
    </WorkTexts>
  );
}

function KeepSearch({ type, query, onClose }: KeepSearchDialogProps) {
  const { t } = useLingui();
  const { module_unique_ids: modules } = useUser();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const keeping = useMutation({
    mutationFn: () => keepSearch({ name: name.trim(), type, modules, query }),
    onSuccess: async () => {
      await queries.invalidateQueries(savedSearchesQuery);
      onClose();
    },
  });
  const submit = () => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') keeping.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t({ id: 'saved.keep.title', message: 'Save this search' })}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="saved.keep.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={submit} isPending={keeping.isPending}>
            <Trans id="saved.keep.action">Save</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="saved.keep.note">
          Filters and searched words are kept. Only you see it, above this list.
        </Trans>
      </p>
      <TextField
        label={t({ id: 'saved.keep.name', message: 'Name' })}
        value={name}
        onChange={setName}
        isRequired
        autoFocus
        errorMessage={
          isMissing && name.trim() === '' ? (
            <Trans id="saved.keep.missing">Give it a name.</Trans>
          ) : null
        }
      />
      {keeping.isError ? (
        <div role="alert">
          <FailureText error={keeping.error} />
        </div>
      ) : null}
    </Dialog>
  );
}
