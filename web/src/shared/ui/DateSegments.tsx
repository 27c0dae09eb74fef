import { DateInput, DateSegment } from 'react-aria-components/DateField';
import './quiet-selection';
import './DatePicker.css';

/** The parts of a day, each typed by itself; with a time of day the box must hold more. */
export function DateSegments({ hasTime = false }: { hasTime?: boolean }) {
  return (
    <DateInput className={`field-input date-input${hasTime ? ' date-time-input' : ''}`}>
      {(segment) =>
        // "AM" of the Ethiopic calendar reads like a time, and nobody writes another era.
        segment.type === 'era' ? <></> : <DateSegment segment={segment} className="date-segment" />
      }
    </DateInput>
  );
}
