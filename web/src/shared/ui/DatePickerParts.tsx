import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import CalendarPage from './CalendarPage';
import { DateSegments } from './DateSegments';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';
import { Icon } from './Icon';
import './overlays.css';

interface DatePickerPartsProps extends FieldTexts {
  isRequired?: boolean | undefined;
}

/** What stands inside a picker of a day with its time: label, parts, notes, and the calendar. */
export function DatePickerParts({
  label,
  description,
  errorMessage,
  isRequired,
}: DatePickerPartsProps) {
  const { t } = useLingui();
  return (
    <>
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      <Group className="field-box">
        <DateSegments hasTime />
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
          <CalendarPage />
        </Dialog>
      </Popover>
    </>
  );
}
