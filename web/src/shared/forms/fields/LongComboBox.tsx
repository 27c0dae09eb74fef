import { useMemo, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { Choice } from '../../ui/choice';
import { ChoiceListBox, ComboBoxParts } from '../../ui/ComboBoxParts';
import { foldText } from '../../text/fold';
import type { FieldWords } from './useFieldTexts';

interface LongComboBoxProps extends FieldWords {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  onBlur?: (() => void) | undefined;
}

/** One answer of very many: only the rows in sight are drawn, accents do not matter. */
export default function LongComboBox(props: LongComboBoxProps) {
  const { choices, value, onChange, onBlur, label, description, errorMessage, isRequired } = props;
  const current = choices.find((choice) => choice.id === value)?.text ?? '';
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const searchable = useMemo(
    () => choices.map((choice) => ({ choice, key: foldText(choice.text) })),
    [choices],
  );
  const wanted = foldText(typed ?? '');
  const fitting =
    typed === undefined || typed === current
      ? choices
      : searchable.filter(({ key }) => key.includes(wanted)).map(({ choice }) => choice);
  return (
    <ComboBox
      className="field"
      validationBehavior="aria"
      allowsEmptyCollection
      menuTrigger="focus"
      items={fitting}
      inputValue={typed ?? current}
      onInputChange={setTyped}
      value={value}
      onChange={(key) => {
        setTyped(undefined);
        onChange(key === null ? null : String(key));
      }}
      onBlur={() => {
        setTyped(undefined);
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
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 48 }}>
          <ChoiceListBox className="listbox listbox-long" />
        </Virtualizer>
      </ComboBoxParts>
    </ComboBox>
  );
}
