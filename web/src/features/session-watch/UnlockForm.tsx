import { useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { FailureText } from '../../shared/ui/FailureText';
import { TextField } from '../../shared/ui/TextField';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { useComeBack } from './useComeBack';

interface UnlockFormProps {
  userName: string;
  /** The buttons under the password; one of them submits. */
  actions: (isPending: boolean) => ReactNode;
}

/** The password of whoever was here, and of nobody else. */
export function UnlockForm({ userName, actions }: UnlockFormProps) {
  const { t } = useLingui();
  const { failure, isPending, comeBack } = useComeBack(userName);
  const [password, setPassword] = useState('');
  const isRefused = isFailure(failure, FailureKind.unauthenticated);
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void comeBack(password);
      }}
    >
      {failure !== undefined && !isRefused ? (
        <div role="alert">
          <FailureText error={failure} />
        </div>
      ) : null}
      <input type="hidden" name="username" autoComplete="username" value={userName} readOnly />
      <TextField
        label={t({ id: 'sign_in.password', message: 'Password' })}
        type="password"
        name="password"
        autoComplete="current-password"
        textDirection="ltr"
        autoFocus
        value={password}
        onChange={setPassword}
        errorMessage={
          isRefused
            ? t({ id: 'session_ended.refused', message: 'The password is not right.' })
            : undefined
        }
      />
      {actions(isPending)}
    </form>
  );
}
