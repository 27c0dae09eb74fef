import { lazy, type ReactNode } from 'react';
import { FieldType } from '../../wire/forms';
import { TextField } from '../../ui/TextField';
import { useAnswer, useStore } from '../engine/hooks';
import { isMask } from '../mask';
import { type ControlProps, useFormView } from './form-view';
import { Lazy } from './Lazy';
import { NameProtection } from './NameProtection';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

const PhoneControl = lazy(() => import('./PhoneControl'));
const FineText = lazy(() => import('./FineText'));

/** Numbers of cards and registers, which cards often carry as a code. */
const on_cards = /_(no|id|number|code)$/;

/** One line or several lines of free text. */
export function TextControl(props: ControlProps) {
  const { field } = props;
  const [value] = useAnswer(field.name);
  if (field.phone && !isMask(value)) {
    return (
      <Lazy>
        <PhoneControl {...props} />
      </Lazy>
    );
  }
  const isFine =
    field.maxLength !== undefined || ('BarcodeDetector' in globalThis && on_cards.test(field.name));
  return isFine ? (
    <Lazy>
      <FineText {...props} />
    </Lazy>
  ) : (
    <PlainText {...props} />
  );
}

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
