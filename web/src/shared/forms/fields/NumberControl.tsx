import { TextField } from '../../ui/TextField';
import { useAnswer } from '../engine/hooks';
import type { ControlProps } from './form-view';
import { finishedNumber, typedNumber } from './numbers';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

/** A number, typed in the digits of any script. */
export function NumberControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const finish = () => {
    if (typeof value === 'string') set(finishedNumber(value));
    leave();
  };
  return (
    <TextField
      {...texts}
      inputMode={field.decimalPlaces > 0 ? 'decimal' : 'numeric'}
      textDirection="ltr"
      value={value === null || value === undefined ? '' : String(value)}
      onChange={(text) => set(typedNumber(text, field.decimalPlaces))}
      onBlur={finish}
      autoComplete="off"
      end={field.unit === undefined ? undefined : <span className="field-unit">{field.unit}</span>}
    />
  );
}
