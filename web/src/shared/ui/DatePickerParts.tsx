import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';
import { Icon } from './Icon';
import './overlays.css';
import './DatePicker.css';

interface DatePickerPartsProps extends FieldTexts {
  isRequired?: boolean | undefined;
  /** With a time of day the box must hold more. */
  hasTime?: boolean;
}

/** What stands inside a date picker: label, the parts of the date, notes, and the calendar. */
export function DatePickerParts({
  label,
  description,
  errorMessage,
  isRequired,
  hasTime = false,
}: DatePickerPartsProps) {
  const { t } = useLingui();
  return (
    <>
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      <Group className="field-box">
        <DateInput className={`field-input date-input${hasTime ? ' date-time-input' : ''}`}>
          {(segment) =>
            // "AM" of the Ethiopic calendar reads like a time, and nobody writes another era.
            segment.type === 'era' ? (
              <></>
            ) : (
              <DateSegment segment={segment} className="date-segment" />
            )
          }
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
    </>
  );
}
