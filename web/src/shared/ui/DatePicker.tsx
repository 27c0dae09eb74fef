import {
  CalendarDate,
  type DateValue,
  GregorianCalendar,
  parseDate,
  toCalendar,
  toCalendarDate,
} from '@internationalized/date';
import {
  type FocusEvent,
  type KeyboardEvent,
  lazy,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react';
import { DateField } from 'react-aria-components/DateField';
import { Calendar } from '../calendar/calendar';
import { CalendarLocale } from '../calendar/CalendarLocale';
import { GregorianNote } from '../calendar/GregorianNote';
import { useCalendar } from '../calendar/useCalendar';
import { useLanguage } from '../i18n/useLanguage';
import { CalendarButton } from './CalendarButton';
import { DateSegments } from './DateSegments';
import type { DatePickerProps } from './date-picker-props';
import { FieldLabel, FieldNotes } from './FieldParts';
import { Skeleton } from './Skeleton';

const BikramSambatField = lazy(() => import('../calendar/nepali/BikramSambatField'));

/** A day in the calendar of the deployment; what goes in and out is always Gregorian. */
export default function DatePicker(props: DatePickerProps) {
  const calendar = useCalendar();
  const language = useLanguage();
  if (calendar === Calendar.gregorian) return <PartsAndCalendar {...props} />;
  if (calendar === Calendar.nepali) {
    return (
      <Suspense fallback={<Skeleton lines={2} />}>
        <BikramSambatField {...props} />
      </Suspense>
    );
  }
  const day = dayOf(props.value)?.toString();
  return (
    <div className="field">
      <CalendarLocale>
        <PartsAndCalendar {...props} />
      </CalendarLocale>
      {day === undefined ? null : <GregorianNote day={day} language={language} />}
    </div>
  );
}

/** The parts of a day in the order of the language, and a calendar behind a button. */
function PartsAndCalendar({
  label,
  description,
  errorMessage,
  value,
  onChange,
  minValue,
  maxValue,
  onBlur,
  ...props
}: DatePickerProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const nameId = useId();
  // The way into the calendar does not leave the field.
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!isOpen && !currentTarget.contains(relatedTarget)) onBlur?.();
  };
  const days = { value: dayOf(value), minValue: dayOf(minValue), maxValue: dayOf(maxValue) };
  const take = (day: DateValue | null) => onChange(wireDay(day));
  const openByKey = (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowDown') setOpen(true);
  };
  return (
    <DateField
      validationBehavior="aria"
      shouldForceLeadingZeros
      {...props}
      {...days}
      onChange={take}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <FieldLabel isRequired={props.isRequired}>
        <span id={nameId}>{label}</span>
      </FieldLabel>
      <div ref={box} className="field-box" onBlur={leave} onKeyDown={openByKey}>
        <DateSegments />
        <CalendarButton
          nameId={nameId}
          box={box}
          isOpen={isOpen}
          onOpenChange={setOpen}
          {...days}
          onPick={take}
          isDisabled={props.isDisabled === true || props.isReadOnly === true}
        />
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </DateField>
  );
}

/** On the way to a year of an era that began before ours: "2", of 2567, is 542 before Christ. */
const before_christ = /^-(\d{6})-(\d{2})-(\d{2})$/;

function dayOf(value: string | null | undefined): CalendarDate | null {
  if (!value) return null;
  const early = before_christ.exec(value);
  if (early === null) return /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseOrNull(value) : null;
  return new CalendarDate('BC', Number(early[1]) + 1, Number(early[2]), Number(early[3]));
}

function parseOrNull(value: string): CalendarDate | null {
  try {
    return parseDate(value);
  } catch {
    return null;
  }
}

function wireDay(day: DateValue | null): string | null {
  return day === null ? null : toCalendar(toCalendarDate(day), new GregorianCalendar()).toString();
}
