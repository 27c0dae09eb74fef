import { RadioGroup } from '../../ui/RadioGroup';
import { useAnswer } from '../engine/hooks';
import { chosenIds } from '../options';
import { ClearButton } from './ClearButton';
import type { ControlProps } from './form-view';
import { useChoices } from './useChoices';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

/**
 * One of a few options, all in sight. An answer can be taken back, a required one too: better none
 * for now than one that came from a slip of the finger.
 */
export default function RadioControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const choices = useChoices(field);
  const [chosen] = chosenIds(value);
  const short = choices.length <= 3;
  return (
    <div className="select-slot">
      <RadioGroup
        {...texts}
        choices={choices}
        value={chosen ?? null}
        onChange={set}
        onBlur={leave}
        orientation={short ? 'horizontal' : 'vertical'}
      />
      {chosen === undefined ? null : <ClearButton label={texts.label} onPress={() => set(null)} />}
    </div>
  );
}
