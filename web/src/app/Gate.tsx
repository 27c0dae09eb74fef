import { lazy, Suspense, useEffect, useState } from 'react';
import { goToSignIn, useDoorPlace } from '../features/sign-in/place';
import { SignInScreen } from '../features/sign-in/SignInScreen';
import { UnreachableScreen } from '../features/sign-in/UnreachableScreen';
import { knownPublicInfo, startSession } from '../shared/session/session';
import { useSession } from '../shared/session/useSession';
import { Splash } from '../shared/ui/Splash';
import { mailedResetToken } from './addresses';
import { fetchAhead } from './ahead';
import { Boundary } from './Boundary';

/** The app with its router is downloaded only for somebody who is in. */
const App = lazy(() => import('./App'));
const RegistrationScreen = lazy(() => import('../features/sign-in/registering/RegistrationScreen'));
const ForgottenScreen = lazy(() => import('../features/sign-in/forgotten/ForgottenScreen'));
const ResetScreen = lazy(() => import('../features/sign-in/forgotten/ResetScreen'));

/** Who is at the door: decides between sign-in and the app. */
export function Gate() {
  const session = useSession();
  const [resetToken, setResetToken] = useState(mailedResetToken);
  const place = useDoorPlace();
  const isAtDoor = session.phase === 'signed-out';
  useEffect(() => (isAtDoor ? fetchAhead() : undefined), [isAtDoor]);
  if (resetToken !== undefined && session.phase !== 'starting') {
    return (
      <Suspense fallback={<Splash />}>
        <ResetScreen token={resetToken} onLeave={() => setResetToken(undefined)} />
      </Suspense>
    );
  }
  switch (session.phase) {
    case 'starting':
      return <Splash />;
    case 'unreachable':
      return <UnreachableScreen failure={session.failure} onRetry={() => void startSession()} />;
    case 'signed-out':
      if (place !== undefined) {
        return (
          <Suspense fallback={<Splash />}>
            {place.is === 'forgotten' ? (
              <ForgottenScreen onBack={goToSignIn} />
            ) : (
              <RegistrationScreen place={place} />
            )}
          </Suspense>
        );
      }
      return (
        <SignInScreen reason={session.reason} isSandbox={knownPublicInfo()?.sandbox_ui ?? false} />
      );
    case 'signed-in':
      return (
        <Boundary>
          <Suspense fallback={<Splash />}>
            <App key={session.user.id} />
          </Suspense>
        </Boundary>
      );
  }
}
