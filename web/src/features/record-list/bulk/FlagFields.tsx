import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../shared/ui/Button';
import { DateInput } from '../../../shared/ui/DateInput';
import { TextField } from '../../../shared/ui/TextField';
import { localDay } from '../../../shared/text/days';
import type { BulkFieldsProps } from './AssignFields';

/** The reason stands in lists: one line. */
const reasonMax = 255;

/** Why somebody should look at these records, and from when on. */
export function FlagFields({ onSubmit }: BulkFieldsProps) {
  const { t } = useLingui();
  const [message, setMessage] = useState('');
  const [date, setDate] = useState<string | null>(() => localDay(new Date()));
  const [isMissing, setMissing] = useState(false);
  const reason = message.trim();
  const submit = () => {
    setMissing(reason === '');
    if (reason !== '') onSubmit({ message: reason, ...(date === null ? {} : { date }) });
  };
  return (
    <>
      <TextField
        label={t({ id: 'bulk.flag.reason', message: 'Reason' })}
        value={message}
        onChange={setMessage}
        maxLength={reasonMax}
        isRequired
        errorMessage={
          isMissing && reason === '' ? <Trans id="bulk.flag.missing">Write a reason.</Trans> : null
        }
      />
      <DateInput
        label={t({ id: 'bulk.flag.date', message: 'Date' })}
        value={date}
        onChange={setDate}
      />
      <div className="dialog-foot">
        <Button kind="primary" onPress={submit}>
          <Trans id="bulk.flag.action">Flag</Trans>
        </Button>
      </div>
    </>
  );
}
