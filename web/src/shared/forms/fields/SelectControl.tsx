import { lazy } from 'react';
import { useLingui } from '@lingui/react/macro';
import { Select } from '../../ui/Select';
import { useAnswer } from '../engine/hooks';
import { chosenIds } from '../options';
import { ClearButton } from './ClearButton';
import type { ControlProps } from './form-view';
import { Lazy } from './Lazy';
import { MultiSelectControl } from './MultiSelectControl';
import { useChoices } from './useChoices';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

const LongComboBox = lazy(() => import('./LongComboBox'));
const PersonControl = lazy(() => import('./PersonControl'));

/** Up to here a list that opens is enough; above it, typing narrows it. */
const short_list = 8;

/** One or several options of a list. */
export function SelectControl(props: ControlProps) {
  if (props.field.multi) return <MultiSelectControl {...props} />;
  if (props.field.source === 'User') {
    return (
      <Lazy>
        <PersonControl {...props} />
      </Lazy>
    );
  }
  return <SingleSelect {...props} />;
}

function SingleSelect({ field }: ControlProps) {
  const { t } = useLingui();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const choices = useChoices(field);
  const [chosen] = chosenIds(value);
  const shared = { ...texts, choices, value: chosen ?? null, onChange: set, onBlur: leave };
  return (
    <div className="select-slot">
      {choices.length <= short_list ? (
        <Select
          {...shared}
          placeholder={t({ id: 'form.choice.placeholder', message: 'Choose an option' })}
        />
      ) : (
        <Lazy>
          <LongComboBox {...shared} list={field.source ?? field.name} />
        </Lazy>
      )}
      {chosen === undefined ? null : <ClearButton label={texts.label} onPress={() => set(null)} />}
    </div>
  );
}
