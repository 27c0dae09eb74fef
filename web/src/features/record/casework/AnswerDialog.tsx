import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { TextField } from '../../../shared/ui/TextField';
import type { RecordType } from '../../../shared/wire/records';
import type { Transition } from './casework.wire';
import { answerDeed, type HandOverAnswer } from './hand-over-answers';
import { useDeed } from './useDeed';
import { useHandOverTexts } from './useHandOverTexts';
import { WorkDialog } from './WorkDialog';

interface AnswerDialogProps {
  type: RecordType;
  id: string;
  transition: Transition;
  answer: HandOverAnswer;
  onClose: () => void;
}

/** Asks before an answer is given; who rejects says why. */
export function AnswerDialog({ type, id, transition, answer, onClose }: AnswerDialogProps) {
  const { t } = useLingui();
  const { kinds, answers } = useHandOverTexts();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { isPending, error, start } = useDeed(type, id, onClose);
  const isRejection = answer === 'rejected';
  const isWanting = isRejection && note.trim() === '';
  const submit = () => {
    setMissing(isWanting);
    if (!isWanting) start(answerDeed(transition, answer, note.trim()));
  };
  return (
    <WorkDialog
      title={answers[answer]}
      confirm={answers[answer]}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>{kinds[transition.type]}</p>
      {isRejection || answer === 'done' ? (
        <TextField
          label={
            isRejection
              ? t({ id: 'record.work.reason', message: 'Reason' })
              : t({ id: 'record.work.notes', message: 'Notes' })
          }
          rows={3}
          value={note}
          onChange={setNote}
          isRequired={isRejection}
          errorMessage={
            isMissing && isWanting ? (
              <Trans id="record.work.reason_missing">Write the reason.</Trans>
            ) : null
          }
        />
      ) : null}
    </WorkDialog>
  );
}
