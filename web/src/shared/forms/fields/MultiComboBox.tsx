import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import type { Choice } from '../../ui/choice';
import { ComboBoxParts } from '../../ui/ComboBoxParts';
import type { FieldWords } from './useFieldTexts';
import { useFoundChoices } from './useFoundChoices';

interface MultiComboBoxProps extends FieldWords {
  choices: readonly Choice[];
  /** Name of the list: what was chosen from it last comes first. */
  list: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  onBlur: () => void;
}

/** Several answers of many: typing narrows the list, which stays open while one ticks. */
export default function MultiComboBox(props: MultiComboBoxProps) {
  const { t } = useLingui();
  const { choices, list, value, onChange, onBlur } = props;
  const { label, description, errorMessage, isRequired } = props;
  const [typed, setTyped] = useState('');
  const { fitting, remember, refresh } = useFoundChoices(choices, list);
  const take = (ids: string[]) => {
    ids.filter((id) => !value.includes(id)).forEach(remember);
    setTyped('');
    onChange(ids);
  };
  return (
    <ComboBox<Choice, 'multiple'>
      className="field"
      selectionMode="multiple"
      validationBehavior="aria"
      allowsEmptyCollection
      menuTrigger="focus"
      items={fitting(typed)}
      inputValue={typed}
      onInputChange={setTyped}
      value={value}
      onChange={(keys) => take(keys.map(String))}
      onBlur={() => {
        setTyped('');
        refresh();
        onBlur();
      }}
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
