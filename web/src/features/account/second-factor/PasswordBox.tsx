import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useUser } from '../../../shared/session/useSession';
import { TextField } from '../../../shared/ui/TextField';

interface PasswordBoxProps {
  value: string;
  onChange: (password: string) => void;
  isMissing: boolean;
  errorMessage: ReactNode;
}

/** The password once more, before anything is changed that one signs in with. */
export function PasswordBox({ value, onChange, isMissing, errorMessage }: PasswordBoxProps) {
  const { t } = useLingui();
  const { user_name: userName } = useUser();
  return (
    <>
      {/* Password managers need to know whose it is. */}
      <input type="hidden" autoComplete="username" value={userName} readOnly />
      <TextField
        label={t({ id: 'factor.password', message: 'Your password' })}
        type="password"
        autoComplete="current-password"
        textDirection="ltr"
        value={value}
        onChange={onChange}
        errorMessage={
          isMissing ? (
            <Trans id="factor.password_missing">Enter your password.</Trans>
          ) : (
            errorMessage
          )
        }
      />
    </>
  );
}
