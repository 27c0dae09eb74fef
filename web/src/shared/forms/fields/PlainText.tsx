import type { ReactNode } from 'react';
import { FieldType } from '../../wire/forms';
import { TextField } from '../../ui/TextField';
import { useAnswer, useStore } from '../engine/hooks';
import { isMask } from '../mask';
import { type ControlProps, useFormView } from './form-view';
import { NameProtection } from './NameProtection';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

interface PlainTextProps extends ControlProps {
  /** Stands below, after the help. */
  note?: ReactNode;
  /** Stands inside, at the end. */
  end?: ReactNode;
}

/** The text itself. */
export function PlainText({ field, note, end }: PlainTextProps) {
  const [value, set] = useAnswer(field.name);
  const { mode } = useFormView();
  const isEntry = useStore().spec.entry !== undefined;
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const text =
    typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);
  const protectable = field.protectable && mode === 'edit' && !isEntry;
  return (
    <>
      <TextField
        {...texts}
        description={
          note ? (
            <>
              {texts.description} {note}
            </>
          ) : (
            texts.description
          )
        }
        end={end}
        rows={field.type === FieldType.textarea ? 3 : 1}
        value={text}
        onChange={set}
        onBlur={leave}
        isReadOnly={isMask(text)}
        autoComplete="off"
        {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
      />
      {protectable ? <NameProtection /> : null}
    </>
  );
}
