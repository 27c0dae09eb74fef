import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { latinDigits } from '../text/digits';
import { TextField } from '../ui/TextField';

interface CodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  errorMessage?: ReactNode;
  autoFocus?: boolean;
}

/** Six digits that an app shows; digits of any script are taken. */
export function CodeField({ value, onChange, errorMessage, autoFocus = false }: CodeFieldProps) {
  const { t } = useLingui();
  return (
    <TextField
      label={t({ id: 'factor.code', message: 'Code from the app' })}
      description={t({
        id: 'factor.code_where',
        message: 'The six digits that the app on your phone shows now.',
      })}
      name="one-time-code"
      autoComplete="one-time-code"
      inputMode="numeric"
      textDirection="ltr"
      autoFocus={autoFocus}
      value={value}
      onChange={(typed) => onChange(latinDigits(typed))}
      errorMessage={errorMessage}
    />
  );
}

/** A code from paper. */
export function RecoveryCodeField({ value, onChange, errorMessage, autoFocus }: CodeFieldProps) {
  const { t } = useLingui();
  return (
    <TextField
      label={t({ id: 'factor.recovery_code', message: 'Recovery code' })}
      description={t({
        id: 'factor.recovery_where',
        message: 'One of the ten codes you kept on paper. Each works once.',
      })}
      name="recovery-code"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck="false"
      textDirection="ltr"
      autoFocus={autoFocus === true}
      value={value}
      onChange={onChange}
      errorMessage={errorMessage}
    />
  );
}
