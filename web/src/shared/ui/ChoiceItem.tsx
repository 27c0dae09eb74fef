import { ListBoxItem } from 'react-aria-components/ListBox';
import type { Choice } from './choice';
import { Icon } from './Icon';

interface ChoiceItemProps {
  choice: Choice;
}

/** A row of an opened list; the chosen one carries a tick, not only a colour. */
export function ChoiceItem({ choice }: ChoiceItemProps) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.text}
      className="listbox-item"
      isDisabled={choice.isDisabled ?? false}
    >
      {({ isSelected }) => (
        <>
          <span className="listbox-check">
            {isSelected ? <Icon name="check" size={20} /> : null}
          </span>
          <bdi>{choice.text}</bdi>
          {choice.note === undefined ? null : <small className="soft">{choice.note}</small>}
        </>
      )}
    </ListBoxItem>
  );
}
