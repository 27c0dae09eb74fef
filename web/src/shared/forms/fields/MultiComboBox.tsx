import { useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import type { Choice } from '../../ui/choice';
import { ChoiceItem } from '../../ui/ChoiceItem';
import { FieldLabel, FieldNotes } from '../../ui/FieldParts';
import { Icon } from '../../ui/Icon';
import '../../ui/overlays.css';
import type { FieldWords } from './useFieldTexts';

interface MultiComboBoxProps extends FieldWords {
  choices: readonly Choice[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
  onBlur: () => void;
}

/** Several answers of many: typing narrows the list, which stays open while one ticks. */
export function MultiComboBox(props: MultiComboBoxProps) {
  const { t } = useLingui();
  const { choices, value, onChange, onBlur, label, description, errorMessage, isRequired } = props;
  return (
    <ComboBox<Choice, 'multiple'>
      className="field"
      selectionMode="multiple"
      validationBehavior="aria"
      allowsEmptyCollection
      menuTrigger="focus"
      defaultItems={choices}
      value={value}
      onChange={(keys) => onChange(keys.map(String))}
      onBlur={onBlur}
      isRequired={isRequired}
      isInvalid={errorMessage !== undefined}
    >
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      <div className="field-box">
        <Input
          className="field-input"
          dir="auto"
          placeholder={t({ id: 'form.choice.add', message: 'Add an option' })}
        />
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
    </ComboBox>
  );
}
