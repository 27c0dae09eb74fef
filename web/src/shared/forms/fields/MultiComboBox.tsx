import { useLingui } from '@lingui/react/macro';
import { ComboBox } from 'react-aria-components/ComboBox';
import type { Choice } from '../../ui/choice';
import { ComboBoxParts } from '../../ui/ComboBoxParts';
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
      <ComboBoxParts
        label={label}
        description={description}
        errorMessage={errorMessage}
        isRequired={isRequired}
        placeholder={t({ id: 'form.choice.add', message: 'Add an option' })}
      />
    </ComboBox>
  );
}
