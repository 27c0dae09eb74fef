import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useAppName } from '../../shared/session/useAppName';
import { knownPublicInfo, type SignedOutReason } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import { Splash } from '../../shared/ui/Splash';
import { Door } from './Door';
import { RegistrationLinks } from './registering/RegistrationLinks';
import { SignInForm } from './SignInForm';
import { SignedOutNote } from './SignedOutNote';

/** Fetched where people sign in at identity providers. */
const ProviderDoor = lazy(() => import('./providers/ProviderDoor'));
const ForgottenScreen = lazy(() => import('./forgotten/ForgottenScreen'));

interface SignInScreenProps {
  reason: SignedOutReason;
  /** A demonstration or training site: says so before anybody types a real name. */
  isSandbox: boolean;
}

/** The door of the house: name, password, language. */
export function SignInScreen({ reason, isSandbox }: SignInScreenProps) {
  const app = useAppName();
  const { t } = useLingui();
  const [isForgotten, setForgotten] = useState(false);
  if (isForgotten) {
    return (
      <Suspense fallback={<Splash />}>
        <ForgottenScreen onBack={() => setForgotten(false)} />
      </Suspense>
    );
  }
  return (
    <Door
      pageTitle={t({ id: 'sign_in.page_title', message: `Sign in · ${app}` })}
      title={t({ id: 'sign_in.title', message: 'Sign in' })}
    >
      {isSandbox ? (
        <p className="door-note door-note-warning">
          <Trans id="sign_in.sandbox">
            This is a training site. Do not enter data of real people.
          </Trans>
        </p>
      ) : null}
      <SignedOutNote reason={reason} />
      <Ways>
        <SignInForm />
        <div>
          <Button kind="quiet" onPress={() => setForgotten(true)}>
            <Trans id="sign_in.forgotten">Forgotten your password?</Trans>
          </Button>
        </div>
      </Ways>
      <RegistrationLinks />
    </Door>
  );
}

/** By a password, unless the deployment has other ways, or none but these. */
function Ways({ children }: { children: ReactNode }) {
  if (!knownPublicInfo()?.identity_providers) return children;
  return (
    <Suspense fallback={<Splash />}>
      <ProviderDoor>{children}</ProviderDoor>
    </Suspense>
  );
}
