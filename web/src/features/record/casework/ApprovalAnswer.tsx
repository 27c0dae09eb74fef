import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useUser } from '../../../shared/session/useSession';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { RadioGroup } from '../../../shared/ui/RadioGroup';
import { TextField } from '../../../shared/ui/TextField';
import { answerable } from './casework-actions';
import type { CaseworkProps } from './casework-props';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

/** Approves or rejects what waits; a rejection says what is wanting. */
export function ApprovalAnswer({ type, record, onClose }: CaseworkProps) {
  const { t } = useLingui();
  const user = useUser();
  const textOf = useApprovalText();
  const [waiting] = useState(() => answerable(user, record));
  const [approval, setApproval] = useState(waiting[0] ?? '');
  const [answer, setAnswer] = useState('approved');
  const [notes, setNotes] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const isWanting = answer === 'rejected' && notes.trim() === '';
  const submit = () => {
    setMissing(isWanting);
    if (isWanting) return;
    const data = { approval_status: answer, notes: notes.trim() };
    start({ method: 'PATCH', path: `/approvals/${approval}`, data });
  };
  return (
    <WorkDialog
      title={<Trans id="record.work.answer">Approve or reject</Trans>}
      confirm={<Trans id="record.work.answer_send">Send the answer</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <RadioGroup
        label={t({ id: 'record.work.answer_what', message: 'What is this about?' })}
        choices={waiting.map((id) => ({ id, text: textOf(id) }))}
        value={approval}
        onChange={setApproval}
      />
      <RadioGroup
        label={t({ id: 'record.work.answer_how', message: 'Your answer' })}
        choices={[
          { id: 'approved', text: t({ id: 'record.work.approved', message: 'Approved' }) },
          { id: 'rejected', text: t({ id: 'record.work.rejected', message: 'Rejected' }) },
        ]}
        value={answer}
        onChange={setAnswer}
      />
      <TextField
        label={t({ id: 'record.work.comment', message: 'Comment' })}
        rows={3}
        value={notes}
        onChange={setNotes}
        isRequired={answer === 'rejected'}
        errorMessage={
          isMissing && isWanting ? (
            <Trans id="record.work.comment_missing">Say what has to change.</Trans>
          ) : null
        }
      />
    </WorkDialog>
  );
}
