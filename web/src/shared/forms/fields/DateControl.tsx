import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Precision } from '../../text/precision';
import { Button } from '../../ui/Button';
import DatePicker from '../../ui/DatePicker';
import { useAnswer, useValue } from '../engine/hooks';
import { readPrecision } from '../partial-date';
import { ClearButton } from './ClearButton';
import { type ControlProps, useFormView } from './form-view';
import { Lazy } from './Lazy';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

const PartialDate = lazy(() => import('./PartialDate'));
const DateTimePicker = lazy(() => import('./DateTimePicker'));

/** A date, with its time where asked for: typed part by part or picked from a calendar. */
export default function DateControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const { clock } = useFormView();
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const written = typeof value === 'string' && value !== '' ? value : null;
  const [isPartial, setPartial] = useState(false);
  const precision = useValue(field.companions?.precision ?? '');
  if (field.companions && (isPartial || readPrecision(precision) !== Precision.day)) {
    return (
      <Lazy>
        <PartialDate field={field} isNew={isPartial} onChange={setPartial} />
      </Lazy>
    );
  }
  const askForPart = () => {
    set(null);
    setPartial(true);
  };
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
      {field.companions && (written === null || field.required) ? (
        <Button kind="quiet" onPress={askForPart}>
          <Trans id="form.date.partial">I know only a part of this date</Trans>
        </Button>
      ) : null}
    </div>
  );
}
