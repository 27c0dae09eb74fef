import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { FailureText } from '../../shared/ui/FailureText';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import type { RecordType } from '../../shared/wire/records';
import { updateRecord } from './record.wire';
import { action_changes, type RecordAction } from './record-actions';
import { recordKey } from './useRecord';

interface ActionDialogProps {
  type: RecordType;
  id: string;
  action: RecordAction;
  /** Sent again under it, the action is carried out once. */
  attempt: string;
  /** What the action is called. */
  name: string;
  onClose: () => void;
}

/** Asks before something is done to the record as a whole, and does it. */
export default function ActionDialog(props: ActionDialogProps) {
  const { type, id, action, attempt, name, onClose } = props;
  const mutation = useAction(type, id, onClose);
  return (
    <ConfirmDialog
      title={name}
      confirm={name}
      isPending={mutation.isPending}
      isDanger={action === 'disable'}
      onConfirm={() => mutation.mutate({ action, key: attempt })}
      onClose={onClose}
    >
      <ActionText action={action} />
      {mutation.isError ? <FailureText error={mutation.error} /> : null}
    </ConfirmDialog>
  );
}

function useAction(type: RecordType, id: string, onDone: () => void) {
  const queries = useQueryClient();
  const { t } = useLingui();
  return useMutation({
    mutationFn: ({ action, key }: { action: RecordAction; key: string }) => {
      const { data, recordAction } = action_changes[action];
      return updateRecord({
        type,
        id,
        data,
        key,
        ...(recordAction === undefined ? {} : { recordAction }),
      });
    },
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: recordKey(type, id) });
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
      const text = t({ id: 'record.action.done', message: 'The change is saved.' });
      notify({ key: 'record.action', kind: NoticeKind.success, text });
      onDone();
    },
  });
}

function ActionText({ action }: { action: RecordAction }) {
  switch (action) {
    case 'close':
      return null; // asked in a dialog of its own
    case 'reopen':
      return (
        <p>
          <Trans id="record.action.reopen_text">
            The record becomes open again, and the change log notes who reopened it.
          </Trans>
        </p>
      );
    case 'enable':
      return (
        <p>
          <Trans id="record.action.enable_text">
            The record can be changed again and appears in the lists.
          </Trans>
        </p>
      );
    case 'protect':
      return (
        <p>
          <Trans id="record.action.protect_text">
            Everybody, you included, sees asterisks instead of the name, until somebody shows it
            again.
          </Trans>
        </p>
      );
    case 'unprotect':
      return (
        <p>
          <Trans id="record.action.unprotect_text">
            Whoever may read this record sees the name again.
          </Trans>
        </p>
      );
    case 'disable':
      return (
        <p>
          <Trans id="record.action.disable_text">
            The record disappears from the usual lists and can no longer be changed. Nothing is
            deleted.
          </Trans>
        </p>
      );
  }
}
