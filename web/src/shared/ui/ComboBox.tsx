import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaProps,
} from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { ChoiceItem } from './ChoiceItem';
import type { Choice } from './choice';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';
import { Icon } from './Icon';
import './overlays.css';

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
  const { t } = useLingui();
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
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <div className="field-box">
        <Input className="field-input" dir="auto" />
        <Button className="field-end">
          <Icon name="down" size={20} />
        </Button>
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="popover">
        <ListBox
          className="listbox"
          renderEmptyState={() => (
            <p className="listbox-item soft">
              {t({ id: 'choices.none', message: 'Nothing fits what you typed.' })}
            </p>
          )}
        >
          {(choice: Choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
