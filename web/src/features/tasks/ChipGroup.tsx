import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import type { Choice } from '../../shared/ui/choice';
import { Chip } from './Chip';

interface ChipGroupProps {
  label: string;
  choices: readonly Choice[];
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  /** How a choice looks; as plain text without it. */
  look?: (choice: Choice) => ReactNode;
}

/** All tasks or those of one choice; nothing where there is no choice. */
export function ChipGroup({ label, choices, value, onChange, look }: ChipGroupProps) {
  const id = useId();
  if (choices.length < 2 && value === undefined) return null;
  return (
    <div className="chips" role="group" aria-labelledby={id}>
      <span id={id} className="soft">
        {label}
      </span>
      <Chip isOn={value === undefined} onPress={() => onChange(undefined)}>
        <Trans id="tasks.all">All</Trans>
      </Chip>
      {choices.map((choice) => (
        <Chip key={choice.id} isOn={value === choice.id} onPress={() => onChange(choice.id)}>
          {look?.(choice) ?? <bdi>{choice.text}</bdi>}
        </Chip>
      ))}
    </div>
  );
}
