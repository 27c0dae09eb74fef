import {
  Radio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaProps,
} from 'react-aria-components/RadioGroup';
import type { Choice } from './choice';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';

type Inherited = Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid' | 'slot'>;

export interface RadioGroupProps extends Inherited, FieldTexts {
  choices: readonly Choice[];
}

/** One answer of a few, all of them in sight. */
export function RadioGroup({
  label,
  description,
  errorMessage,
  choices,
  ...props
}: RadioGroupProps) {
  return (
    <AriaRadioGroup
      validationBehavior="aria"
      {...props}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <div className={props.orientation === 'horizontal' ? 'choices choices-row' : 'choices'}>
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            className="choice"
            isDisabled={choice.isDisabled ?? false}
          >
            <span className="choice-mark choice-mark-round" />
            <span>{choice.text}</span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaRadioGroup>
  );
}
