import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useAnswerText } from '../../../../shared/forms/fields/answer-text';
import { headerParts } from '../../../../shared/forms/fields/entry-header';
import { useLabel } from '../../../../shared/forms/fields/useFieldTexts';
import type { JsonObject } from '../../../../shared/forms/json';
import { newId } from '../../../../shared/forms/new-id';
import type { OptionBook } from '../../../../shared/forms/options';
import { ConfirmDialog } from '../../../../shared/ui/ConfirmDialog';
import { FailureText } from '../../../../shared/ui/FailureText';
import { NoticeKind, notify } from '../../../../shared/ui/snackbar-store';
import type { RecordType } from '../../../../shared/wire/records';
import type { AnswerChange, EntryChange } from '../../history';
import { updateRecord } from '../../record.wire';
import { recordKey } from '../../useRecord';
import { recordTexts } from '../../../../shared/text/record-texts';

interface RestoreDialogProps {
  type: RecordType;
  id: string;
  change: AnswerChange | EntryChange;
  /** What is sent: the answer, and what belongs to it. */
  data: JsonObject;
  options: OptionBook;
  onClose: () => void;
}

/** Brings an earlier answer back, as a new change that the log notes like any other. */
export default function RestoreDialog(props: RestoreDialogProps) {
  const { type, id, change, data, options, onClose } = props;
  use(recordTexts);
  const { t } = useLingui();
  const queries = useQueryClient();
  const [key] = useState(newId);
  const labelOf = useLabel();
  const text = useAnswerText(options);
  const label = labelOf(change.field);
  const answer =
    change.kind === 'answer'
      ? text(change.field, change.from, data)
      : headerParts(change.field, change.before ?? {}, { text, labelOf }).join(' · ');
  const restore = useMutation({
    mutationFn: () => updateRecord({ type, id, data, key }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: recordKey(type, id) });
      void queries.invalidateQueries({ queryKey: ['record', type, id, 'history'] });
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
      const text = t({ id: 'panel.log.restored', message: 'The earlier answer is back.' });
      notify({ key: 'record.restored', kind: NoticeKind.success, text });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={<Trans id="panel.log.restore_title">Use this answer again?</Trans>}
      confirm={<Trans id="panel.log.restore">Use this answer</Trans>}
      isPending={restore.isPending}
      onConfirm={() => restore.mutate()}
      onClose={onClose}
    >
      <p>
        {label}: <bdi>{answer}</bdi>
      </p>
      <p className="soft">
        <Trans id="panel.log.restore_text">The change log keeps what is there now.</Trans>
      </p>
      {restore.isError ? <FailureText error={restore.error} /> : null}
    </ConfirmDialog>
  );
}
