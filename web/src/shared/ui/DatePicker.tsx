import {
  type CalendarDate,
  type DateValue,
  GregorianCalendar,
  parseDate,
  toCalendar,
  toCalendarDate,
} from '@internationalized/date';
import { lazy, Suspense } from 'react';
import { DatePicker as AriaDatePicker } from 'react-aria-components/DatePicker';
import { Calendar } from '../calendar/calendar';
import { CalendarLocale } from '../calendar/CalendarLocale';
import { GregorianNote } from '../calendar/GregorianNote';
import { useCalendar } from '../calendar/useCalendar';
import { useLanguage } from '../i18n/useLanguage';
import { DatePickerParts } from './DatePickerParts';
import type { DatePickerProps } from './date-picker-props';
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
  ...props
}: DatePickerProps) {
  return (
    <AriaDatePicker
      validationBehavior="aria"
      shouldForceLeadingZeros
      {...props}
      value={dayOf(value)}
      minValue={dayOf(minValue)}
      maxValue={dayOf(maxValue)}
      onChange={(day) => onChange(wireDay(day))}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <DatePickerParts
        label={label}
        description={description}
        errorMessage={errorMessage}
        isRequired={props.isRequired}
      />
    </AriaDatePicker>
  );
}

function dayOf(value: string | null | undefined): CalendarDate | null {
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseOrNull(value) : null;
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
