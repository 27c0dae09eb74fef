import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { areHours } from '../text/day-hours';
import { Button } from './Button';
import { TextField } from './TextField';
import './day-hours.css';

interface DayHoursProps {
  from: string;
  to: string;
  isPending?: boolean;
  onChange: (hours: { from: string; to: string }) => void;
}

/** From when to when each day, kept with a button; over midnight when the end comes first. */
export function DayHours({ from: kept, to: keptTo, isPending = false, onChange }: DayHoursProps) {
  const { t } = useLingui();
  const [from, setFrom] = useState(kept);
  const [to, setTo] = useState(keptTo);
  const isWhole = areHours({ from, to });
  return (
    <div className="day-hours">
      <TextField
        label={t({ id: 'account.quiet_from', message: 'From' })}
        type="time"
        textDirection="ltr"
        value={from}
        onChange={setFrom}
      />
      <TextField
        label={t({ id: 'account.quiet_to', message: 'Until' })}
        type="time"
        textDirection="ltr"
        value={to}
        onChange={setTo}
      />
      <Button
        isPending={isPending}
        isDisabled={!isWhole || (from === kept && to === keptTo)}
        onPress={() => onChange({ from, to })}
      >
        <Trans id="account.quiet_keep">Keep these hours</Trans>
      </Button>
    </div>
  );
}
