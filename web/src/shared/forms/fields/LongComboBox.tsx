import { useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { Choice } from '../../ui/choice';
import { ChoiceItem } from '../../ui/ChoiceItem';
import { FieldLabel, FieldNotes } from '../../ui/FieldParts';
import { Icon } from '../../ui/Icon';
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
  const { t } = useLingui();
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
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      <div className="field-box">
        <Input className="field-input" dir="auto" />
        <Button className="field-end">
          <Icon name="down" size={20} />
        </Button>
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="popover">
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 48 }}>
          <ListBox
            className="listbox listbox-long"
            renderEmptyState={() => (
              <p className="listbox-item soft">
                {t({ id: 'choices.none', message: 'Nothing fits what you typed.' })}
              </p>
            )}
          >
            {(choice: Choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Virtualizer>
      </Popover>
    </ComboBox>
  );
}
