import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { rememberPassword } from '../../shared/lock/keys';
import { passwordLengthMin } from '../../shared/password/length';
import { passwordTexts } from '../../shared/password/password-texts';
import { PasswordStrength } from '../../shared/password/PasswordStrength';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { TextField } from '../../shared/ui/TextField';
import { isFailure } from '../../shared/wire/failure';
import { changePassword, passwordProblem, WrongPassword, type PasswordProblem } from './password';

interface PasswordFormProps {
  /** False right after sign-in: the current one was typed a moment ago. */
  asksCurrent: boolean;
  onChanged: () => void;
}

/** A new password, typed twice; whoever changes it proves first that it is theirs. */
export function PasswordForm({ asksCurrent, onChanged }: PasswordFormProps) {
  const { t } = useLingui();
  const user = useUser();
  const lengthMin = passwordLengthMin();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problem, setProblem] = useState<PasswordProblem>();
  const wanted = { current: asksCurrent ? current : undefined, password, repeated };
  const changing = useMutation({
    mutationFn: () => changePassword(user, wanted),
    onSuccess: () => {
      void rememberPassword(password);
      setCurrent('');
      setPassword('');
      setRepeated('');
      onChanged();
    },
  });
  const submit = () => {
    const found = passwordProblem(wanted, user.user_name);
    setProblem(found);
    if (found === undefined && !changing.isPending) changing.mutate();
  };
  const shared = { type: 'password', textDirection: 'ltr' } as const;
  return (
    <form
      noValidate
      className="stack password-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {changing.isError ? <PasswordFailure error={changing.error} /> : null}
      {/* Password managers need to know whose it is. */}
      <input type="hidden" autoComplete="username" value={user.user_name} readOnly />
      {asksCurrent ? (
        <TextField
          {...shared}
          label={t({ id: 'password.current', message: 'Current password' })}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          errorMessage={
            problem === 'current_missing' ? (
              <Trans id="password.current_missing">Enter your current password.</Trans>
            ) : null
          }
        />
      ) : null}
      <TextField
        {...shared}
        label={t({ id: 'password.new', message: 'New password' })}
        description={t({
          id: 'password.advice',
          message: 'Four or five words that do not belong together are easy to keep in mind.',
        })}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        errorMessage={
          problem === 'too_short' ? (
            <Trans id="password.too_short">Use at least {lengthMin} characters.</Trans>
          ) : problem === 'is_name' ? (
            <Trans id="password.is_name">The password must not be your user name.</Trans>
          ) : null
        }
      />
      <AreaTexts ready={passwordTexts}>
        <PasswordStrength
          password={password}
          names={[user.user_name, user.full_name, user.email ?? '']}
        />
      </AreaTexts>
      <TextField
        {...shared}
        label={t({ id: 'password.repeat', message: 'New password once more' })}
        autoComplete="new-password"
        value={repeated}
        onChange={setRepeated}
        errorMessage={
          problem === 'not_repeated' ? (
            <Trans id="password.not_repeated">The two passwords are not the same.</Trans>
          ) : null
        }
      />
      <div>
        <Button type="submit" kind="primary" isPending={changing.isPending}>
          <Trans id="password.action">Change the password</Trans>
        </Button>
      </div>
    </form>
  );
}

/** The server's own words where it has some: each deployment has its own rules for passwords. */
function PasswordFailure({ error }: { error: unknown }) {
  const reasons = isFailure(error) ? error.problems.flatMap((problem) => problem.reasons) : [];
  return (
    <div role="alert" className="state-error account-alert">
      {error instanceof WrongPassword ? (
        <p>
          <Trans id="password.wrong">The current password is not right.</Trans>
        </p>
      ) : reasons.length > 0 ? (
        reasons.map((reason) => <p key={reason}>{reason}</p>)
      ) : (
        <FailureText error={error} />
      )}
    </div>
  );
}
