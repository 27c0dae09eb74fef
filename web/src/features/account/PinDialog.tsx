import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { openByPassword, rememberPassword, setPin } from '../../shared/lock/keys';
import { pinDigitsMax, pinOf, pinProblem } from '../../shared/lock/pin-rules';
import { signIn } from '../../shared/session/session';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { FailureText } from '../../shared/ui/FailureText';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { TextField } from '../../shared/ui/TextField';
import { FailureKind, isFailure } from '../../shared/wire/failure';

type Problem = 'digits' | 'simple' | 'repeat' | 'password';

/** Whose password it is, is known here or by the server; undefined when it is not right. */
async function keepPin(
  pin: string,
  userName: string,
  password: string,
): Promise<Problem | undefined> {
  // Nobody typed the password since this page was loaded: only the server knows it.
  if ((await openByPassword(password)) === undefined) {
    await signIn({ userName, password });
    await rememberPassword(password);
  }
  return (await setPin(pin, password)) ? undefined : 'password';
}

/** Sets the PIN of the lock, after the password was given once more. */
export default function PinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { user_name: userName } = useUser();
  const [password, setPassword] = useState('');
  const [pin, setPinText] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const keeping = useMutation({
    mutationFn: () => keepPin(pin, userName, password),
    onSuccess: (found) => {
      setProblem(found);
      if (found !== undefined) return;
      const text = t({ id: 'account.pin.done', message: 'The PIN opens the lock from now on.' });
      notify({ key: 'account.pin', kind: NoticeKind.success, text });
      onClose();
    },
  });
  const submit = () => {
    const found = pinProblem(pin) ?? (pinOf(pin) === pinOf(repeated) ? undefined : 'repeat');
    setProblem(found);
    if (found === undefined && !keeping.isPending) keeping.mutate();
  };
  const isRefused = problem === 'password' || isFailure(keeping.error, FailureKind.unauthenticated);
  const digits = {
    type: 'password',
    inputMode: 'numeric',
    autoComplete: 'off',
    textDirection: 'ltr',
    maxLength: pinDigitsMax,
  } as const;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans id="account.pin.set">Set a PIN for the lock</Trans>}
      actions={
        <Button kind="primary" isPending={keeping.isPending} onPress={submit}>
          <Trans id="account.pin.keep">Set the PIN</Trans>
        </Button>
      }
    >
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {keeping.isError && !isRefused ? (
          <div role="alert">
            <FailureText error={keeping.error} />
          </div>
        ) : null}
        <input type="hidden" autoComplete="username" value={userName} readOnly />
        <TextField
          label={t({ id: 'password.current', message: 'Current password' })}
          type="password"
          textDirection="ltr"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
          errorMessage={
            isRefused ? <Trans id="account.pin.wrong">The password is not right.</Trans> : null
          }
        />
        <TextField
          {...digits}
          label={t({ id: 'account.pin.new', message: 'PIN of 6 to 12 digits' })}
          value={pin}
          onChange={setPinText}
          errorMessage={
            problem === 'digits' ? (
              <Trans id="account.pin.digits">Use 6 to 12 digits.</Trans>
            ) : problem === 'simple' ? (
              <Trans id="account.pin.simple">
                This one is tried first: no row of digits, no repetition, no date.
              </Trans>
            ) : null
          }
        />
        <TextField
          {...digits}
          label={t({ id: 'account.pin.repeat', message: 'The same PIN again' })}
          value={repeated}
          onChange={setRepeated}
          errorMessage={
            problem === 'repeat' ? (
              <Trans id="account.pin.differ">The two PINs are not the same.</Trans>
            ) : null
          }
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
