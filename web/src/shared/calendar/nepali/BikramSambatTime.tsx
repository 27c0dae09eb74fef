import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { localDay } from '../../text/days';
import type { FieldTexts } from '../../ui/FieldParts';
import { TextField } from '../../ui/TextField';
import BikramSambatField from './BikramSambatField';

interface BikramSambatTimeProps extends FieldTexts {
  isRequired?: boolean;
  /** An instant in UTC, or null. */
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur: () => void;
}

/** A Nepali day with a time of day on the clock of this device; kept is the instant in UTC. */
export default function BikramSambatTime(props: BikramSambatTimeProps) {
  const { value, onChange, onBlur, ...texts } = props;
  const { t } = useLingui();
  const moment = value === null ? undefined : new Date(value);
  const [day, setDay] = useState(() => (moment === undefined ? null : localDay(moment)));
  const [clock, setClock] = useState(() => (moment === undefined ? '' : clockOf(moment)));
  const change = (nextDay: string | null, nextClock: string) => {
    setDay(nextDay);
    setClock(nextClock);
    onChange(nextDay === null || nextClock === '' ? null : instantOf(nextDay, nextClock));
  };
  return (
    <div className="stack">
      <BikramSambatField
        {...texts}
        value={day}
        onChange={(next) => change(next, clock)}
        onBlur={onBlur}
      />
      <TextField
        label={t({ id: 'calendar.clock', message: 'Time' })}
        type="time"
        textDirection="ltr"
        value={clock}
        onChange={(next) => change(day, next)}
        onBlur={onBlur}
      />
    </div>
  );
}

function clockOf(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function instantOf(day: string, clock: string): string {
  return new Date(`${day}T${clock}:00`).toISOString().replace(/\.\d+Z$/, 'Z');
}
