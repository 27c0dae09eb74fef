import {
  type DateValue,
  getLocalTimeZone,
  now,
  parseAbsolute,
  type ZonedDateTime,
} from '@internationalized/date';
import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { FieldLabel, FieldNotes } from '../../ui/FieldParts';
import { Icon } from '../../ui/Icon';
import '../../ui/overlays.css';
import '../../ui/DatePicker.css';
import './form.css';
import type { FieldWords } from './useFieldTexts';

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

/** A day and a time of day on the clock of this device. */
export default function DateTimePicker(props: DateTimePickerProps) {
  const { t } = useLingui();
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
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      <Group className="field-box">
        <DateInput className="field-input date-input date-time-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
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
    </DatePicker>
  );
}
