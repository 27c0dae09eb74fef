import { lazy } from 'react';
import DatePicker from '../../ui/DatePicker';
import { useAnswer } from '../engine/hooks';
import { ClearButton } from './ClearButton';
import { type ControlProps, useFormView } from './form-view';
import { Lazy } from './Lazy';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

const DateTimePicker = lazy(() => import('./DateTimePicker'));

/** A date, with its time where asked for: typed part by part or picked from a calendar. */
export default function DateControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const { clock } = useFormView();
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const written = typeof value === 'string' && value !== '' ? value : null;
  const shared = { ...texts, value: written, onChange: set, onBlur: leave };
  return (
    <div className="select-slot">
      {field.withTime ? (
        <Lazy>
          <DateTimePicker {...shared} />
        </Lazy>
      ) : (
        <DatePicker {...shared} {...(field.notFuture ? { maxValue: clock.today } : {})} />
      )}
      {written === null || field.required ? null : (
        <ClearButton label={texts.label} onPress={() => set(null)} />
      )}
    </div>
  );
}
