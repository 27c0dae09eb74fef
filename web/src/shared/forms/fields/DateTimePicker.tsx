import {
  type DateValue,
  getLocalTimeZone,
  now,
  parseAbsolute,
  toCalendarDate,
  type ZonedDateTime,
} from '@internationalized/date';
import { lazy } from 'react';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Calendar } from '../../calendar/calendar';
import { CalendarLocale } from '../../calendar/CalendarLocale';
import { GregorianNote } from '../../calendar/GregorianNote';
import { useCalendar } from '../../calendar/useCalendar';
import { useLanguage } from '../../i18n/useLanguage';
import { DatePickerParts } from '../../ui/DatePickerParts';
import './form.css';
import { Lazy } from './Lazy';
import type { FieldWords } from './useFieldTexts';

const BikramSambatTime = lazy(() => import('../../calendar/nepali/BikramSambatTime'));

interface DateTimePickerProps extends FieldWords {
  /** An instant in UTC, or null. */
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur: () => void;
}

function parsed(value: string | null): ZonedDateTime | null {
  if (value === null) return null;
  try {
    return parseAbsolute(value, getLocalTimeZone());
  } catch {
    return null;
  }
}

/** Stored is always the instant in UTC, whatever zone and calendar were shown. */
function written(date: DateValue | null): string | null {
  if (date === null || !('toAbsoluteString' in date)) return null;
  return date.toAbsoluteString().replace(/\.\d+Z$/, 'Z');
}

/** A day and a time of day on the clock of this device, in the calendar of the deployment. */
export default function DateTimePicker(props: DateTimePickerProps) {
  const calendar = useCalendar();
  const language = useLanguage();
  if (calendar === Calendar.gregorian) return <PartsAndClock {...props} />;
  if (calendar === Calendar.nepali) {
    return (
      <Lazy>
        <BikramSambatTime {...props} />
      </Lazy>
    );
  }
  const day = parsed(props.value);
  return (
    <div className="field">
      <CalendarLocale>
        <PartsAndClock {...props} />
      </CalendarLocale>
      {day === null ? null : (
        <GregorianNote day={toCalendarDate(day).toString()} language={language} />
      )}
    </div>
  );
}

function PartsAndClock(props: DateTimePickerProps) {
  const { label, description, errorMessage, isRequired, value, onChange, onBlur } = props;
  return (
    <DatePicker
      className="field"
      validationBehavior="aria"
      value={parsed(value)}
      onChange={(date: DateValue | null) => onChange(written(date))}
      onBlur={onBlur}
      granularity="minute"
      placeholderValue={now(getLocalTimeZone()).set({ second: 0, millisecond: 0 })}
      hideTimeZone
      shouldForceLeadingZeros
      isRequired={isRequired}
      isInvalid={errorMessage !== undefined}
    >
      <DatePickerParts
        label={label}
        description={description}
        errorMessage={errorMessage}
        isRequired={isRequired}
      />
    </DatePicker>
  );
}
