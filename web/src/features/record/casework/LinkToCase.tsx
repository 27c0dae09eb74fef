import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { newId } from '../../../shared/forms/new-id';
import { NoticeKind, notify } from '../../../shared/ui/snackbar-store';
import { RecordPicker } from '../../../shared/picker/RecordPicker';
import { recordTexts } from '../../../shared/text/record-texts';
import { recordKey } from '../useRecord';
import type { CaseworkProps } from './casework-props';
import { send } from './casework.wire';

/** Links an incident that was recorded by itself to the case of the child. */
export default function LinkToCase({ type, record, onClose }: CaseworkProps) {
  use(recordTexts);
  const { t } = useLingui();
  const queries = useQueryClient();
  const link = useMutation({
    mutationFn: (child: string) =>
      send(
        `/cases/${child}`,
        { method: 'POST', path: '/incidents', data: { incident_ids: [record.id] } },
        newId(),
      ),
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: recordKey(type, record.id) });
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
      const text = t({ id: 'record.action.done', message: 'The change is saved.' });
      notify({ key: 'record.action', kind: NoticeKind.success, text });
      onClose();
    },
  });
  return (
    <RecordPicker
      type="cases"
      title={t({ id: 'record.work.link_case', message: 'Link to a case' })}
      isPending={link.isPending}
      error={link.error}
      onPick={({ id }) => link.mutate(id)}
      onClose={onClose}
    />
  );
}
