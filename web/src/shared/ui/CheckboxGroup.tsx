import {
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxGroupProps as AriaProps,
} from 'react-aria-components/CheckboxGroup';
import { Checkbox } from './Checkbox';
import type { Choice } from './choice';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';

type Inherited = Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid' | 'slot'>;

export interface CheckboxGroupProps extends Inherited, FieldTexts {
  choices: readonly Choice[];
}

/** Several ticks that answer one question. */
export function CheckboxGroup({
  label,
  description,
  errorMessage,
  choices,
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
            {choice.text}
          </Checkbox>
        ))}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaCheckboxGroup>
  );
}
