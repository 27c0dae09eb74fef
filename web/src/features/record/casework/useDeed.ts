import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { newId } from '../../../shared/forms/new-id';
import { NoticeKind, notify } from '../../../shared/ui/snackbar-store';
import { FailureKind, isFailure } from '../../../shared/wire/failure';
import type { RecordType } from '../../../shared/wire/records';
import { recordKey } from '../useRecord';
import { type Deed, send } from './casework.wire';

/** That it is done. */
export function useDoneText(): string {
  const { t } = useLingui();
  return t({ id: 'record.action.done', message: 'The change is saved.' });
}

/** Does one thing to the record, reads the record again and says that it is done. */
export function useDeed(type: RecordType, id: string, onDone: () => void) {
  const queries = useQueryClient();
  const text = useDoneText();
  const navigate = useNavigate();
  const mutation = useMutation({
    mutationFn: ({ deed, key }: { deed: Deed; key: string }) => send(`/${type}/${id}`, deed, key),
    onSuccess: async (isLost) => {
      if (!isLost) await queries.refetchQueries({ queryKey: recordKey(type, id) });
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
      notify({ key: 'record.action', kind: NoticeKind.success, text });
      onDone();
      if (isLost) void navigate({ to: `/${type}` });
    },
  });
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    /** A deed whose answer was lost goes out again under its key; a changed one is a new one. */
    start: (deed: Deed) => {
      const last = mutation.variables;
      const isLost = isFailure(mutation.error, FailureKind.unreachable, FailureKind.offline);
      const isSame = JSON.stringify(last?.deed) === JSON.stringify(deed);
      mutation.mutate({ deed, key: isLost && isSame && last ? last.key : newId() });
    },
  };
}
