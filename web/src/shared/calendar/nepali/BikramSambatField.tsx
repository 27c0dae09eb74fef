import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLanguage } from '../../i18n/useLanguage';
import { latinDigits } from '../../text/digits';
import type { DatePickerProps } from '../../ui/date-picker-props';
import { RequiredMark } from '../../ui/FieldParts';
import { Icon } from '../../ui/Icon';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { fromBikramSambat, toBikramSambat } from './bikram-sambat';
import { monthName, monthNames } from './bikram-sambat-words';
import { GregorianNote } from '../GregorianNote';
import './nepali.css';

interface Typed {
  readonly day: string;
  readonly month: string | null;
  readonly year: string;
}

/** A day of the Nepali calendar in three parts; what it gives is the Gregorian day. */
export default function BikramSambatField(props: DatePickerProps) {
  const { label, description, errorMessage, value, onChange, minValue, maxValue } = props;
  const { t } = useLingui();
  const language = useLanguage();
  const [typed, setTyped] = useState(() => typedOf(value));
  // Somebody else may have set another day: a button that clears, a calculation, a draft.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(typedOf(value));
  }
  const isWhole = typed.day !== '' && typed.month !== null && typed.year.length === 4;
  const day = dayOf(typed);
  const isOutside =
    day !== undefined &&
    ((minValue !== undefined && day < minValue) || (maxValue !== undefined && day > maxValue));
  const change = (changes: Partial<Typed>) => {
    const next = { ...typed, ...changes };
    setTyped(next);
    const nextDay = dayOf(next) ?? null;
    if (nextDay === value) return;
    setSeen(nextDay);
    onChange(nextDay);
  };
  const problem = isWhole && day === undefined ? <NoSuchDay /> : isOutside ? <Outside /> : null;
  return (
    <fieldset className="field bs-field" onBlur={props.onBlur} disabled={props.isDisabled}>
      <legend className="field-label">
        {label}
        {props.isRequired ? <RequiredMark /> : null}
      </legend>
      <div className="bs-parts">
        <TextField
          label={t({ id: 'calendar.day', message: 'Day' })}
          inputMode="numeric"
          maxLength={2}
          value={typed.day}
          onChange={(text) => change({ day: digitsOf(text) })}
        />
        <Select
          label={t({ id: 'calendar.month', message: 'Month' })}
          placeholder={t({ id: 'calendar.choose', message: 'Choose' })}
          choices={monthNames.map((_, index) => ({
            id: String(index + 1),
            text: monthName(index + 1),
          }))}
          value={typed.month}
          onChange={(month) => change({ month })}
        />
        <TextField
          label={t({ id: 'calendar.year', message: 'Year' })}
          inputMode="numeric"
          maxLength={4}
          value={typed.year}
          onChange={(text) => change({ year: digitsOf(text) })}
        />
      </div>
      {day === undefined ? null : <GregorianNote day={day} language={language} />}
      {description ? <p className="field-help">{description}</p> : null}
      {(problem ?? errorMessage) ? (
        <p className="field-error" role="alert">
          <Icon name="warning" size={20} />
          <span>{problem ?? errorMessage}</span>
        </p>
      ) : null}
    </fieldset>
  );
}

function NoSuchDay() {
  return <Trans id="calendar.invalid">There is no such day in this month.</Trans>;
}

function Outside() {
  return <Trans id="calendar.out_of_range">This date is outside of what is allowed.</Trans>;
}

function typedOf(value: string | null): Typed {
  const found = value === null ? undefined : toBikramSambat(value);
  return found === undefined
    ? { day: '', month: null, year: '' }
    : { day: String(found.day), month: String(found.month), year: String(found.year) };
}

function dayOf({ day, month, year }: Typed): string | undefined {
  return fromBikramSambat({ day: Number(day), month: Number(month), year: Number(year) });
}

function digitsOf(text: string): string {
  return latinDigits(text).replace(/\D/g, '');
}
