import {
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxGroupProps as AriaProps,
} from 'react-aria-components/CheckboxGroup';
import type { ReactNode } from 'react';
import { Checkbox } from './Checkbox';
import type { Choice } from './choice';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';

type Inherited = Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid' | 'slot'>;

export interface CheckboxGroupProps extends Inherited, FieldTexts {
  choices: readonly Choice[];
  /** How a choice looks, with its words; as plain text without it. */
  look?: ((choice: Choice) => ReactNode) | undefined;
}

/** Several ticks that answer one question. */
export function CheckboxGroup({
  label,
  description,
  errorMessage,
  choices,
  look,
  ...props
}: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup
      validationBehavior="aria"
      {...props}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <div className="choices">
        {choices.map((choice) => (
          <Checkbox key={choice.id} value={choice.id} isDisabled={choice.isDisabled ?? false}>
            {look?.(choice) ?? choice.text}
          </Checkbox>
        ))}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaCheckboxGroup>
  );
}
