import type { CalendarDate, DateValue } from '@internationalized/date';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { Icon } from './Icon';

interface CalendarPageProps {
  /** Absent where the picker around it says what is chosen. */
  value?: CalendarDate | null;
  minValue?: CalendarDate | null;
  maxValue?: CalendarDate | null;
  onChange?: (day: DateValue) => void;
}

/** A month to pick a day from. */
export default function CalendarPage(props: CalendarPageProps) {
  return (
    <Calendar autoFocus {...props} className="calendar">
      <div className="calendar-head">
        <Button slot="previous" className="field-end">
          <Icon name="previous" />
        </Button>
        <CalendarHeading className="calendar-title" />
        <Button slot="next" className="field-end">
          <Icon name="next" />
        </Button>
      </div>
      <CalendarGrid>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGrid>
    </Calendar>
  );
}
