import {
  CalendarDate,
  type DateValue,
  getLocalTimeZone,
  parseAbsolute,
  parseDate,
  toCalendar,
  GregorianCalendar,
  type ZonedDateTime,
} from '@internationalized/date';
import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Heading } from 'react-aria-components/Heading';
import { Popover } from 'react-aria-components/Popover';
import { FieldLabel, FieldNotes } from '../../ui/FieldParts';
import { Icon } from '../../ui/Icon';
import { useAnswer } from '../engine/hooks';
import type { Json } from '../json';
import { ClearButton } from './ClearButton';
import { type ControlProps, useFormView } from './form-view';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

function parsed(value: Json | undefined, withTime: boolean): DateValue | null {
  if (typeof value !== 'string' || value === '') return null;
  try {
    return withTime ? parseAbsolute(value, getLocalTimeZone()) : parseDate(value);
  } catch {
    return null;
  }
}

function isZoned(date: DateValue): date is ZonedDateTime {
  return 'timeZone' in date;
}

/** Stored is always the Gregorian day, or the instant in UTC, whatever calendar was shown. */
function written(date: DateValue | null): string | null {
  if (date === null) return null;
  if (isZoned(date)) return date.toAbsoluteString().replace(/\.\d+Z$/, 'Z');
  const { year, month, day } = toCalendar(date, new GregorianCalendar());
  return new CalendarDate(year, month, day).toString();
}

function useDateMessages() {
  const { t } = useLingui();
  return {
    open: t({ id: 'form.date.open', message: 'Open the calendar' }),
    previous: t({ id: 'form.date.previous', message: 'Previous month' }),
    next: t({ id: 'form.date.next', message: 'Next month' }),
  };
}

/** A date, with its time where asked for: typed part by part or picked from a calendar. */
export default function DateControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const { clock } = useFormView();
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const messages = useDateMessages();
  const date = parsed(value, field.withTime);
  const placeholder = field.withTime
    ? parseAbsolute(new Date().toISOString(), getLocalTimeZone()).set({ second: 0, millisecond: 0 })
    : parseDate(clock.today);
  return (
    <div className="select-slot">
      <DatePicker
        className="field"
        validationBehavior="aria"
        value={date}
        onChange={(next: DateValue | null) => set(written(next))}
        onBlur={leave}
        granularity={field.withTime ? 'minute' : 'day'}
        placeholderValue={placeholder}
        hideTimeZone
        shouldForceLeadingZeros
        isRequired={texts.isRequired}
        isInvalid={texts.errorMessage !== undefined}
        {...(field.notFuture && !field.withTime ? { maxValue: parseDate(clock.today) } : {})}
      >
        <FieldLabel isRequired={texts.isRequired}>{texts.label}</FieldLabel>
        <Group className="field-box date-box">
          <DateInput className="field-input date-input">
            {(segment) => <DateSegment segment={segment} className="date-segment" />}
          </DateInput>
          <Button className="field-end" aria-label={messages.open}>
            <Icon name="calendar" size={20} />
          </Button>
        </Group>
        <FieldNotes description={texts.description} errorMessage={texts.errorMessage} />
        <Popover className="popover calendar-popover">
          <Dialog className="calendar-dialog">
            <Calendar className="calendar">
              <header className="calendar-head">
                <Button slot="previous" className="field-end" aria-label={messages.previous}>
                  <Icon name="previous" size={20} />
                </Button>
                <Heading />
                <Button slot="next" className="field-end" aria-label={messages.next}>
                  <Icon name="next" size={20} />
                </Button>
              </header>
              <CalendarGrid>
                <CalendarGridHeader>
                  {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(day) => <CalendarCell date={day} className="calendar-cell" />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
      {date === null || field.required ? null : (
        <ClearButton label={texts.label} onPress={() => set(null)} />
      )}
    </div>
  );
}
