import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Calendar } from '../../calendar/calendar';
import { GregorianNote } from '../../calendar/GregorianNote';
import { type Periods, periodsOf } from '../../calendar/periods';
import { useCalendar } from '../../calendar/useCalendar';
import { useLanguage } from '../../i18n/useLanguage';
import { latinDigits } from '../../text/digits';
import { Precision } from '../../text/precision';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import type { FieldDefinition } from '../definition';
import { useStore, useValue } from '../engine/hooks';
import { readPrecision } from '../partial-date';
import { isCivilDate } from './dates';
import { GroupLabel, GroupNotes } from './GroupParts';
import { useFieldTexts, useGroupIds } from './useFieldTexts';
import { useLeave } from './useLeave';
import './partial-date.css';

interface PartialDateProps {
  field: FieldDefinition;
  /** Just asked for: whoever pressed the button goes on in the box. */
  isNew: boolean;
  /** Whether the date is to be filled in part by part, or as a day. */
  onChange: (isPartial: boolean) => void;
}

/** A date of which only the year, or the month and the year, are known. */
export default function PartialDate(props: PartialDateProps) {
  const calendar = useCalendar();
  if (calendar === Calendar.nepali) return <NepaliDate {...props} />;
  return <DateOfPeriods {...props} periods={periodsOf(calendar)} />;
}

/** The calendar that no browser knows comes with its table. */
const NepaliDate = lazy(async () => {
  const { bikramSambatPeriods } = await import('../../calendar/nepali/bikram-sambat-periods');
  return {
    default: (props: PartialDateProps) => (
      <DateOfPeriods {...props} periods={bikramSambatPeriods} />
    ),
  };
});

function DateOfPeriods({
  field,
  isNew,
  onChange,
  periods,
}: PartialDateProps & { periods: Periods }) {
  const calendar = useCalendar();
  const language = useLanguage();
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const leave = useLeave(field.name);
  const part = usePart(field, periods);
  const whole = (slot: Element | null) => {
    part.clear();
    onChange(false);
    // The button goes away: whoever pressed it goes on in the parts of the day.
    requestAnimationFrame(() => slot?.querySelector<HTMLElement>('[role="spinbutton"]')?.focus());
  };
  return (
    <div
      className="field"
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.notes}
      onBlur={leave}
    >
      <GroupLabel id={ids.label} texts={texts} />
      <Parts part={part} periods={periods} isNew={isNew} onTyped={() => onChange(true)} />
      {calendar === Calendar.gregorian || part.value === null ? null : (
        <GregorianNote day={part.value} language={language} precision={part.precision} />
      )}
      <GroupNotes id={ids.notes} texts={texts} />
      <div className="date-whole">
        <Button kind="quiet" onPress={({ target }) => whole(target.closest('.field-slot'))}>
          <Trans id="form.date.whole">I know the whole date</Trans>
        </Button>
      </div>
    </div>
  );
}

interface PartsProps {
  part: Part;
  periods: Periods;
  isNew: boolean;
  onTyped: () => void;
}

const unknown = 'unknown';

function Parts({ part, periods, isNew, onTyped }: PartsProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const year = Number(part.typed.year) || usual_year;
  const names = periods.months(year, language);
  const change = (typed: Partial<Typed>) => {
    onTyped();
    part.change(typed);
  };
  return (
    <div className="date-parts">
      <Select
        label={t({ id: 'form.date.month', message: 'Month' })}
        choices={[
          { id: unknown, text: t({ id: 'form.date.month_unknown', message: 'Not known' }) },
          ...names.map((text, index) => ({ id: String(index + 1), text })),
        ]}
        value={String(part.typed.month ?? unknown)}
        onChange={(id) => change({ month: id === unknown ? undefined : Number(id) })}
      />
      <TextField
        label={t({ id: 'form.date.year', message: 'Year' })}
        inputMode="numeric"
        maxLength={4}
        autoFocus={isNew}
        value={part.typed.year}
        onChange={(text) => change({ year: latinDigits(text).replace(/\D/g, '') })}
      />
    </div>
  );
}

/** Any year will do to name months by. */
const usual_year = 2000;

interface Typed {
  readonly year: string;
  /** From 1; undefined: nobody knows it. */
  readonly month: number | undefined;
}

interface Part {
  readonly value: string | null;
  readonly precision: Precision;
  readonly typed: Typed;
  readonly change: (changes: Partial<Typed>) => void;
  readonly clear: () => void;
}

/** What is typed, and the first day and the length of the time that it means. */
function usePart(field: FieldDefinition, periods: Periods): Part {
  const store = useStore();
  const stored = useValue(field.name);
  const value = typeof stored === 'string' ? stored : null;
  const name = field.companions?.precision ?? '';
  const precision = readPrecision(useValue(name));
  const [typed, setTyped] = useState(() => typedOf(periods, value, precision));
  // Somebody else may have set another date: an undo, an age, what was stored meanwhile.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(typedOf(periods, value, precision));
  }
  const put = (day: string | null, next: Precision | null) => {
    setSeen(day);
    store.set(name, next);
    store.set(field.name, day);
  };
  const change = (changes: Partial<Typed>) => {
    const next = { ...typed, ...changes };
    setTyped(next);
    const day = firstDayOf(periods, next);
    const length = next.month === undefined ? Precision.year : Precision.month;
    put(day, day === null ? null : length);
  };
  return { value, precision, typed, change, clear: () => put(null, null) };
}

const nothing: Typed = { year: '', month: undefined };

function typedOf(periods: Periods, value: string | null, precision: Precision): Typed {
  const isDay = value !== null && isCivilDate(value);
  const parts = isDay ? periods.partsOf(value) : undefined;
  if (parts === undefined) return nothing;
  const month = precision === Precision.year ? undefined : parts.month;
  const typed = { year: String(parts.year), month };
  // A year of another calendar is no year of this one: the note below says what is meant.
  return firstDayOf(periods, typed) === value ? typed : nothing;
}

function firstDayOf(periods: Periods, { year, month }: Typed): string | null {
  if (year.length !== 4) return null;
  return periods.firstDay({ year: Number(year), month: month ?? 1 }) ?? null;
}
