import { useLingui } from '@lingui/react/macro';
import { lazy } from 'react';
import { CheckboxGroup } from '../../ui/CheckboxGroup';
import { Icon } from '../../ui/Icon';
import { Button } from '../../ui/Button';
import type { Choice } from '../../ui/choice';
import { useAnswer } from '../engine/hooks';
import { chosenIds } from '../options';
import type { ControlProps } from './form-view';
import { Lazy } from './Lazy';
import { useChoices } from './useChoices';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

const MultiComboBox = lazy(() => import('./MultiComboBox'));

/** Up to here every option is a box to tick. */
const short_list = 8;

/** Several options: boxes to tick, or for long lists a search that adds to the chosen ones. */
export function MultiSelectControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const choices = useChoices(field);
  const chosen = chosenIds(value);
  if (choices.length <= short_list) {
    return (
      <CheckboxGroup
        {...texts}
        choices={choices}
        value={chosen}
        onChange={(ids) => set(inOrder(choices, ids))}
        onBlur={leave}
      />
    );
  }
  return (
    <div className="multi-slot">
      <Lazy>
        <MultiComboBox
          {...texts}
          choices={choices}
          list={field.source ?? field.name}
          value={chosen}
          onChange={(ids) => set(inOrder(choices, ids))}
          onBlur={leave}
        />
      </Lazy>
      <Chosen
        label={texts.label}
        choices={choices.filter((choice) => chosen.includes(choice.id))}
        onRemove={(id) => set(chosen.filter((one) => one !== id))}
      />
    </div>
  );
}

function inOrder(choices: readonly Choice[], ids: readonly string[]): string[] {
  return choices.map((choice) => choice.id).filter((id) => ids.includes(id));
}

interface ChosenProps {
  label: string;
  choices: readonly Choice[];
  onRemove: (id: string) => void;
}

function Chosen({ label, choices, onRemove }: ChosenProps) {
  const { t } = useLingui();
  if (choices.length === 0) return null;
  return (
    <ul
      className="chosen"
      aria-label={t({ id: 'form.choice.chosen', message: `Chosen for “${label}”` })}
    >
      {choices.map(({ id, text }) => (
        <li key={id}>
          <bdi>{text}</bdi>
          <Button
            kind="quiet"
            onPress={() => onRemove(id)}
            aria-label={t({ id: 'form.choice.remove', message: `Remove “${text}”` })}
          >
            <Icon name="close" size={18} />
          </Button>
        </li>
      ))}
    </ul>
  );
}
