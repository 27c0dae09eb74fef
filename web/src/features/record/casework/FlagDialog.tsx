import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DateInput } from '../../../shared/ui/DateInput';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { RadioGroup } from '../../../shared/ui/RadioGroup';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { TextField } from '../../../shared/ui/TextField';
import { todayIn } from '../deployment';
import { recordKey } from '../useRecord';
import { fetchFlags } from './casework.wire';
import type { CaseworkProps } from './casework-props';
import { FlagList } from './FlagList';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

const message_length_max = 255;
const new_flag = 'new';

/** The flags of the record, one of which may be resolved, or a new one. */
export function FlagDialog({ type, record, deployment, onClose }: CaseworkProps) {
  const { t } = useLingui();
  const flags = useQuery({
    queryKey: [...recordKey(type, record.id), 'flags'],
    queryFn: ({ signal }) => fetchFlags(type, record.id, signal),
  });
  const [chosen, setChosen] = useState(new_flag);
  const [message, setMessage] = useState('');
  const [date, setDate] = useState<string | null>(todayIn(deployment.zone));
  const [isMissing, setMissing] = useState(false);
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const isNew = chosen === new_flag;
  const open = (flags.data ?? []).filter((one) => !one.removed);
  const text = message.trim();
  const submit = () => {
    setMissing(text === '');
    if (text === '') return;
    const withDate = { message: text, ...(date === null ? {} : { date }) };
    if (isNew) start({ method: 'POST', path: '/flags', data: withDate });
    else start({ method: 'PATCH', path: `/flags/${chosen}`, data: { unflag_message: text } });
  };
  return (
    <WorkDialog
      title={<Trans id="record.work.flags">Flags</Trans>}
      confirm={
        isNew ? (
          <Trans id="record.work.flag_send">Flag the record</Trans>
        ) : (
          <Trans id="record.work.flag_resolve">Resolve the flag</Trans>
        )
      }
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      {flags.isPending ? <Skeleton lines={2} /> : null}
      {flags.isError ? (
        <ErrorState error={flags.error} onRetry={() => void flags.refetch()} />
      ) : null}
      <FlagList flags={flags.data ?? []} />
      {open.length === 0 ? null : (
        <RadioGroup
          label={t({ id: 'record.work.flag_what', message: 'What do you want to do?' })}
          choices={[
            { id: new_flag, text: t({ id: 'record.work.flag_new', message: 'Add a flag' }) },
            ...open.map((one) => ({
              id: String(one.id),
              text: t({ id: 'record.work.flag_one', message: `Resolve: ${one.message ?? ''}` }),
            })),
          ]}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <TextField
        label={t({ id: 'record.work.reason', message: 'Reason' })}
        rows={2}
        maxLength={message_length_max}
        value={message}
        onChange={setMessage}
        isRequired
        errorMessage={
          isMissing && text === '' ? (
            <Trans id="record.work.reason_missing">Write the reason.</Trans>
          ) : null
        }
      />
      {isNew ? (
        <DateInput
          label={t({ id: 'record.work.flag_date', message: 'Date' })}
          value={date}
          onChange={setDate}
        />
      ) : null}
    </WorkDialog>
  );
}
