import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components/TextField';
import type { ReactNode } from 'react';
import { FieldLabel, FieldNotes, type FieldTexts } from './FieldParts';

type Inherited = Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid' | 'slot'>;

export interface TextFieldProps extends Inherited, FieldTexts {
  /** More than one row makes it a text area. */
  rows?: number;
  /** `auto` for names and free text, which may be in any script. */
  textDirection?: 'auto' | 'ltr';
  /** `none` for user names and codes, which phones must not begin with a capital. */
  autoCapitalize?: 'none' | 'sentences';
  /** Stands inside the box, at its end: a button such as "show password". */
  end?: ReactNode;
}

/** A labelled one-line or many-line text. */
export function TextField({
  label,
  description,
  errorMessage,
  rows = 1,
  textDirection = 'auto',
  autoCapitalize,
  end,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      className="field"
      isInvalid={Boolean(errorMessage)}
    >
      <FieldLabel isRequired={props.isRequired}>{label}</FieldLabel>
      <div className="field-box">
        {rows > 1 ? (
          <TextArea className="field-input" rows={rows} dir={textDirection} />
        ) : (
          <Input className="field-input" dir={textDirection} autoCapitalize={autoCapitalize} />
        )}
        {end}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}
