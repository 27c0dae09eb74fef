import { lazy } from 'react';
import type { DatePickerProps } from './date-picker-props';
import { Fetched } from './Fetched';
import { Skeleton } from './Skeleton';

/** The calendar is heavy: it comes with the first date on screen. */
const DatePicker = lazy(() => import('./DatePicker'));

export type DateInputProps = DatePickerProps;

/** A day, typed or picked; the value is that of the wire, `YYYY-MM-DD`. */
export function DateInput(props: DateInputProps) {
  return (
    <Fetched fallback={<Skeleton lines={2} />}>
      <DatePicker {...props} />
    </Fetched>
  );
}
