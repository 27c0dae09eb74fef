import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DateInput } from '../../../shared/ui/DateInput';
import { TextField } from '../../../shared/ui/TextField';
import { todayIn } from '../deployment';
import type { CaseworkProps } from './casework-props';
import { useCaseworkTexts } from './useCaseworkTexts';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

const text_length_max = 300;

/** A task that somebody sets themselves on a case: a sentence and a day. */
export default function TaskDialog({ type, record, deployment, onClose }: CaseworkProps) {
  const { t } = useLingui();
  const { names } = useCaseworkTexts();
  const today = todayIn(deployment.zone);
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>(today);
  const [isTried, setTried] = useState(false);
  const queries = useQueryClient();
  const close = () => {
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    onClose();
  };
  const { isPending, error, start } = useDeed(type, record.id, close);
  const isGoodDay = day !== null && day >= today;
  const submit = () => {
    setTried(true);
    if (text.trim() === '' || !isGoodDay) return;
    start({ method: 'POST', path: '/tasks', data: { text: text.trim(), due_date: day } });
  };
  return (
    <WorkDialog
      title={names.task}
      confirm={<Trans id="record.task.add">Add</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <p className="soft">
        <Trans id="record.task.note">
          It stands among your tasks until you say that it is done. Whoever leads your team sees it.
        </Trans>
      </p>
      <TextField
        label={t({ id: 'record.task.text', message: 'What is to be done' })}
        maxLength={text_length_max}
        value={text}
        onChange={setText}
        isRequired
        errorMessage={
          isTried && text.trim() === '' ? (
            <Trans id="record.task.missing">Write what is to be done.</Trans>
          ) : null
        }
      />
      <DateInput
        label={t({ id: 'record.task.day', message: 'By' })}
        value={day}
        onChange={setDay}
        isRequired
        errorMessage={
          isTried && !isGoodDay ? (
            <Trans id="record.task.past">Choose today or a day to come.</Trans>
          ) : null
        }
      />
    </WorkDialog>
  );
}
