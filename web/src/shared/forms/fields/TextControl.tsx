import { lazy } from 'react';
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
  return <PlainText {...props} />;
}

function PlainText({ field }: ControlProps) {
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
