import { useLingui } from '@lingui/react/macro';
import type { CalendarDate, DateValue } from '@internationalized/date';
import { lazy, type RefObject, Suspense, useId } from 'react';
import { Button } from 'react-aria-components/Button';
import { Popover } from 'react-aria-components/Popover';
import { Icon } from './Icon';
import { Skeleton } from './Skeleton';
import './overlays.css';

/** Most days are typed: the calendar is fetched when somebody asks for it. */
const CalendarPage = lazy(() => import('./CalendarPage'));

interface CalendarButtonProps {
  /** Id of the text that names the field. */
  nameId: string;
  /** The box below which the calendar opens. */
  box: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  value: CalendarDate | null;
  minValue: CalendarDate | null;
  maxValue: CalendarDate | null;
  onPick: (day: DateValue) => void;
  isDisabled?: boolean | undefined;
}

/** Opens a calendar; picking a day closes it. */
export function CalendarButton(props: CalendarButtonProps) {
  const { nameId, box, isOpen, onOpenChange, onPick, isDisabled = false, ...days } = props;
  const { t } = useLingui();
  const id = useId();
  const names = `${id} ${nameId}`;
  return (
    <>
      <Button
        id={id}
        className="field-end"
        isDisabled={isDisabled}
        aria-label={t({ id: 'date.open', message: 'Open the calendar' })}
        aria-labelledby={names}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => onOpenChange(true)}
      >
        <Icon name="calendar" size={22} />
      </Button>
      <Popover
        className="popover calendar-dialog"
        aria-labelledby={names}
        triggerRef={box}
        placement="bottom start"
        isOpen={isOpen}
        onOpenChange={onOpenChange}
      >
        <Suspense fallback={<Skeleton lines={6} />}>
          <CalendarPage
            {...days}
            onChange={(day) => {
              onPick(day);
              onOpenChange(false);
            }}
          />
        </Suspense>
      </Popover>
    </>
  );
}
