import { useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { Choice } from '../../ui/choice';
import { ChoiceListBox, ComboBoxParts } from '../../ui/ComboBoxParts';
import type { FieldWords } from './useFieldTexts';
import { useFoundChoices } from './useFoundChoices';

/** From here on only the rows in sight are drawn. */
const long_list = 100;

interface LongComboBoxProps extends FieldWords {
  choices: readonly Choice[];
  /** Name of the list: what was chosen from it last comes first. Without it nothing is kept. */
  list?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  onBlur?: (() => void) | undefined;
}

/** One answer of many: accents, scripts and the order of words do not matter. */
export default function LongComboBox(props: LongComboBoxProps) {
  const { choices, list, value, onChange, onBlur } = props;
  const { label, description, errorMessage, isRequired } = props;
  const current = choices.find((choice) => choice.id === value)?.text ?? '';
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const { fitting, remember, refresh } = useFoundChoices(choices, list);
  const take = (id: string | null) => {
    if (id !== null) remember(id);
    setTyped(undefined);
    onChange(id);
  };
  return (
    <ComboBox
      className="field"
      validationBehavior="aria"
      allowsEmptyCollection
      menuTrigger="focus"
      items={fitting(typed === current ? undefined : typed)}
      inputValue={typed ?? current}
      onInputChange={setTyped}
      value={value}
      onChange={(key) => take(key === null ? null : String(key))}
      onBlur={() => {
        setTyped(undefined);
        refresh();
        onBlur?.();
      }}
      isRequired={isRequired}
      isInvalid={errorMessage !== undefined}
    >
      <ComboBoxParts
        label={label}
        description={description}
        errorMessage={errorMessage}
        isRequired={isRequired}
      >
        {choices.length < long_list ? (
          <ChoiceListBox />
        ) : (
          <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 48 }}>
            <ChoiceListBox className="listbox listbox-long" />
          </Virtualizer>
        )}
      </ComboBoxParts>
    </ComboBox>
  );
}
