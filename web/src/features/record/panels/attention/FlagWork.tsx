import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { DateInput } from '../../../../shared/ui/DateInput';
import { TextField } from '../../../../shared/ui/TextField';
import type { RecordType } from '../../../../shared/wire/records';
import type { Deed, Flag } from '../../casework/casework.wire';
import { useDeed } from '../../casework/useDeed';
import { WorkDialog } from '../../casework/WorkDialog';
import { type Deployment, todayIn } from '../../deployment';

const message_length_max = 255;

/** What can be done with a flag. */
export type FlagDeed = 'raise' | 'change' | 'resolve';

interface FlagWorkProps {
  deed: FlagDeed;
  /** The flag to change or resolve. */
  flag?: Flag;
  type: RecordType;
  id: string;
  deployment: Deployment;
  onClose: () => void;
}

/** Raises, changes or resolves one flag; each needs its words. */
export function FlagWork({ deed, flag, type, id, deployment, onClose }: FlagWorkProps) {
  const { t } = useLingui();
  const isResolving = deed === 'resolve';
  const [message, setMessage] = useState(deed === 'change' ? (flag?.message ?? '') : '');
  const [date, setDate] = useState<string | null>(flag?.date ?? todayIn(deployment.zone));
  const [isMissing, setMissing] = useState(false);
  const { isPending, error, start } = useDeed(type, id, onClose);
  const words = message.trim();
  const submit = () => {
    setMissing(words === '');
    if (words === '') return;
    start(request(deed, flag, { message: words, date }));
  };
  const names = {
    raise: t({ id: 'panel.flags.add', message: 'Add a flag' }),
    change: t({ id: 'panel.flags.change_title', message: 'Change the flag' }),
    resolve: t({ id: 'panel.flags.resolve_title', message: 'Resolve the flag' }),
  };
  return (
    <WorkDialog
      title={names[deed]}
      confirm={names[deed]}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      {isResolving ? (
        <p>
          <bdi>{flag?.message}</bdi>
        </p>
      ) : null}
      <TextField
        label={
          isResolving
            ? t({ id: 'panel.flags.how', message: 'How was it resolved?' })
            : t({ id: 'panel.flags.why', message: 'Why should somebody look?' })
        }
        rows={2}
        maxLength={message_length_max}
        value={message}
        onChange={setMessage}
        isRequired
        errorMessage={
          isMissing && words === '' ? (
            <Trans id="panel.flags.missing">Write a few words.</Trans>
          ) : null
        }
      />
      {isResolving ? null : (
        <DateInput
          label={t({ id: 'panel.flags.date', message: 'Date' })}
          value={date}
          onChange={setDate}
        />
      )}
    </WorkDialog>
  );
}

function request(
  deed: FlagDeed,
  flag: Flag | undefined,
  { message, date }: { readonly message: string; readonly date: string | null },
): Deed {
  const data = { message, ...(date === null ? {} : { date }) };
  const path = `/flags/${flag?.id}`;
  if (deed === 'raise') return { method: 'POST', path: '/flags', data };
  if (deed === 'change') return { method: 'PATCH', path, data };
  return { method: 'PATCH', path, data: { unflag_message: message } };
}
