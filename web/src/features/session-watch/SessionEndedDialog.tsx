import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { clearSession, SignedOutReason } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { FailureText } from '../../shared/ui/FailureText';
import { TextField } from '../../shared/ui/TextField';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { useComeBack } from './useComeBack';

interface SessionEndedDialogProps {
  userName: string;
}

/** The server ended the session: the same person signs in over the page and loses nothing. */
export function SessionEndedDialog({ userName }: SessionEndedDialogProps) {
  const { t } = useLingui();
  const { failure, isPending, comeBack } = useComeBack(userName);
  const [password, setPassword] = useState('');
  const isRefused = isFailure(failure, FailureKind.unauthenticated);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onClose={() => undefined}
      title={<Trans id="session_ended.title">Please sign in again</Trans>}
    >
      <p>
        <Trans id="session_ended.explain">
          Your session has ended. What you were doing is still here: enter the password of{' '}
          <bdi>{userName}</bdi> to continue.
        </Trans>
      </p>
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
        <div className="dialog-foot">
          <Button onPress={() => clearSession(SignedOutReason.ended)}>
            <Trans id="session_ended.leave">Leave this page</Trans>
          </Button>
          <Button type="submit" kind="primary" isPending={isPending}>
            <Trans id="session_ended.continue">Continue</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
