import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useContext } from 'react';
import { Button } from 'react-aria-components/Button';
import { OverlayTriggerStateContext } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { ChoiceItem } from './ChoiceItem';
import type { Choice } from './choice';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';
import { Icon } from './Icon';
import './overlays.css';

interface ComboBoxPartsProps extends FieldTexts {
  isRequired?: boolean | undefined;
  placeholder?: string | undefined;
  /** Draws the list in another way, for example only the rows in sight. */
  children?: ReactNode;
}

/** What stands inside a combo box: label, the box one types in, notes, and the list. */
export function ComboBoxParts({
  label,
  description,
  errorMessage,
  isRequired,
  placeholder,
  children = <ChoiceListBox />,
}: ComboBoxPartsProps) {
  return (
    <>
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      <div className="field-box">
        <Input className="field-input" dir="auto" placeholder={placeholder} />
        <Button className="field-end">
          <Icon name="down" size={20} />
        </Button>
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <KeepingText>
        <Popover className="popover">{children}</Popover>
      </KeepingText>
    </>
  );
}

/**
 * A page that moves, as when the keyboard of a phone comes up, closes the list. What was typed by
 * then stays: it is judged when the field is left.
 */
function KeepingText({ children }: { children: ReactNode }) {
  const state = useContext(OverlayTriggerStateContext);
  if (state === null) return children;
  return (
    <OverlayTriggerStateContext value={{ ...state, close: () => state.setOpen(false) }}>
      {children}
    </OverlayTriggerStateContext>
  );
}

/** The choices that fit what was typed; says so when none does. */
export function ChoiceListBox({ className = 'listbox' }: { className?: string }) {
  const { t } = useLingui();
  return (
    <ListBox
      className={className}
      renderEmptyState={() => (
        <p className="listbox-item soft">
          {t({ id: 'choices.none', message: 'Nothing fits what you typed.' })}
        </p>
      )}
    >
      {(choice: Choice) => <ChoiceItem choice={choice} />}
    </ListBox>
  );
}
