import { CalendarDate, parseDate, type DateValue } from '@internationalized/date';
import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { DateInput as AriaDateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker as AriaDatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';
import { Icon } from './Icon';
import './overlays.css';
import './DatePicker.css';

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
  const { t } = useLingui();
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
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <Group className="field-box">
        <AriaDateInput className="field-input date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </AriaDateInput>
        <Button
          className="field-end"
          aria-label={t({ id: 'date.open', message: 'Open the calendar' })}
        >
          <Icon name="calendar" size={22} />
        </Button>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="popover">
        <Dialog className="calendar-dialog">
          <Calendar className="calendar">
            <div className="calendar-head">
              <Button slot="previous" className="field-end">
                <Icon name="previous" />
              </Button>
              <CalendarHeading className="calendar-title" />
              <Button slot="next" className="field-end">
                <Icon name="next" />
              </Button>
            </div>
            <CalendarGrid>
              {(date) => <CalendarCell date={date} className="calendar-day" />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
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
