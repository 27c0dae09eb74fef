import { Button } from 'react-aria-components/Button';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import {
  Select as AriaSelect,
  SelectValue,
  type SelectProps as AriaProps,
} from 'react-aria-components/Select';
import { ChoiceItem } from './ChoiceItem';
import type { Choice } from './choice';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';
import { Icon } from './Icon';
import './overlays.css';

type Inherited = Omit<
  AriaProps<Choice>,
  'className' | 'style' | 'children' | 'isInvalid' | 'slot' | 'value' | 'onChange'
>;

export interface SelectProps extends Inherited, FieldTexts {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One answer of several, in a list that opens. For long lists use `ComboBox`. */
export function Select({
  label,
  description,
  errorMessage,
  choices,
  value,
  onChange,
  ...props
}: SelectProps) {
  return (
    <AriaSelect
      validationBehavior="aria"
      {...props}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <Button className="select-button">
        <SelectValue />
        <Icon name="down" size={20} />
      </Button>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="popover">
        <ListBox items={choices} className="listbox">
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
