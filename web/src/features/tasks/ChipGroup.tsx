import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import type { Choice } from '../../shared/ui/choice';
import { Chip } from './Chip';

interface ChipGroupProps {
  label: string;
  choices: readonly Choice[];
  values: readonly string[];
  onChange: (ids: readonly string[]) => void;
  /** How a choice looks; as plain text without it. */
  look?: (choice: Choice) => ReactNode;
}

/** All tasks or those of some choices; nothing where there is no choice. */
export function ChipGroup({ label, choices, values, onChange, look }: ChipGroupProps) {
  const id = useId();
  if (choices.length < 2 && values.length === 0) return null;
  const turn = (one: string) =>
    onChange(values.includes(one) ? values.filter((other) => other !== one) : [...values, one]);
  return (
    <div className="chips" role="group" aria-labelledby={id}>
      <span id={id} className="soft">
        {label}
      </span>
      <Chip isOn={values.length === 0} onPress={() => onChange([])}>
        <Trans id="tasks.all">All</Trans>
      </Chip>
      {choices.map((choice) => (
        <Chip key={choice.id} isOn={values.includes(choice.id)} onPress={() => turn(choice.id)}>
          {look?.(choice) ?? <bdi>{choice.text}</bdi>}
        </Chip>
      ))}
    </div>
  );
}
