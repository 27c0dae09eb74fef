import { CalendarDate, parseDate, type DateValue } from '@internationalized/date';
import { DatePicker as AriaDatePicker } from 'react-aria-components/DatePicker';
import { DatePickerParts } from './DatePickerParts';
import type { FieldTexts } from './FieldParts';

export interface DatePickerProps extends FieldTexts {
  /** `YYYY-MM-DD`, or null for none. Anything else shows as empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  minValue?: string;
  maxValue?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  onBlur?: () => void;
}

/** The parts of a day in the order of the language, and a calendar behind a button. */
export default function DatePicker({
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
  return day === null ? null : new CalendarDate(day.year, day.month, day.day).toString();
}
