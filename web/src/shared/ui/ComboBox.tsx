import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaProps,
} from 'react-aria-components/ComboBox';
import type { Choice } from './choice';
import { ComboBoxParts } from './ComboBoxParts';
import type { FieldTexts } from './FieldParts';

type Inherited = Omit<
  AriaProps<Choice>,
  'className' | 'style' | 'children' | 'isInvalid' | 'slot' | 'value' | 'onChange' | 'items'
>;

export interface ComboBoxProps extends Inherited, FieldTexts {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One answer of many: type to narrow the list. */
export function ComboBox({
  label,
  description,
  errorMessage,
  choices,
  value,
  onChange,
  ...props
}: ComboBoxProps) {
  return (
    <AriaComboBox
      validationBehavior="aria"
      allowsEmptyCollection
      {...props}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      defaultItems={choices}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <ComboBoxParts
        label={label}
        description={description}
        errorMessage={errorMessage}
        isRequired={props.isRequired}
      />
    </AriaComboBox>
  );
}
