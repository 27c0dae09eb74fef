import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import { Splash } from '../../shared/ui/Splash';
import { TextField } from '../../shared/ui/TextField';
import { KeyDoor } from './KeyDoor';
import { SignInProblem } from './SignInProblem';
import { type SignInField, useSignIn } from './useSignIn';

/** Fetched by who has a second factor. */
const SecondStep = lazy(() => import('../../shared/second-factor/SecondStep'));

/** User name and password; the server's refusals in words. */
export function SignInForm() {
  const { t } = useLingui();
  const form = useRef<HTMLFormElement>(null);
  const lookAt = (name: SignInField) => {
    const field = form.current?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) {
      field.focus();
      field.select();
    }
  };
  const { failure, missing, asked, isPending, waitSeconds, submit, startAgain } = useSignIn(lookAt);
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  if (asked !== undefined) {
    return (
      <Suspense fallback={<Splash />}>
        <SecondStep
          ways={asked}
          failure={failure}
          waitSeconds={waitSeconds}
          isPending={isPending}
          onProve={(proof) => void submit({ userName, password, proof })}
          onBack={startAgain}
        />
      </Suspense>
    );
  }
  return (
    <>
      <form
        ref={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit({ userName, password });
        }}
      >
        <SignInProblem failure={failure} waitSeconds={waitSeconds} />
        <TextField
          label={t({ id: 'sign_in.user_name', message: 'User name' })}
          name="username"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck="false"
          textDirection="ltr"
          value={userName}
          onChange={setUserName}
          errorMessage={missing.userName}
        />
        <TextField
          label={t({ id: 'sign_in.password', message: 'Password' })}
          name="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          textDirection="ltr"
          value={password}
          onChange={setPassword}
          errorMessage={missing.password}
          end={
            <AriaButton
              className="field-end"
              onPress={() => setShown(!isShown)}
              aria-label={
                isShown
                  ? t({ id: 'sign_in.hide_password', message: 'Hide the password' })
                  : t({ id: 'sign_in.show_password', message: 'Show the password' })
              }
            >
              <Icon name={isShown ? 'eyeOff' : 'eye'} size={22} />
            </AriaButton>
          }
        />
        <Button
          type="submit"
          kind="primary"
          wide
          isPending={isPending}
          isDisabled={waitSeconds > 0}
        >
          {isPending ? (
            <Trans id="sign_in.pending">Signing in…</Trans>
          ) : (
            <Trans id="sign_in.action">Sign in</Trans>
          )}
        </Button>
      </form>
      <KeyDoor />
    </>
  );
}
