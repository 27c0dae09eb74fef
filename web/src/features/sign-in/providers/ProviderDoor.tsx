import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { Button } from '../../../shared/ui/Button';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Icon } from '../../../shared/ui/Icon';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { forgetProblem, problemInAddress, type ProviderProblem } from './problem';
import { providerTexts } from '../../../shared/identity/provider-texts';
import { ProviderChoice } from './ProviderChoice';
import { fetchWaysIn, type WaysIn } from '../../../shared/identity/ways-in.wire';
import './providers.css';

interface ProviderDoorProps {
  /** What asks for a name and a password. */
  children: ReactNode;
}

/** The door of a deployment whose people sign in somewhere else. */
export default function ProviderDoor(props: ProviderDoorProps) {
  return (
    <AreaTexts ready={providerTexts}>
      <Ways {...props} />
    </AreaTexts>
  );
}

function Ways({ children }: ProviderDoorProps) {
  const { ways, error, again } = useWaysIn();
  const [problem] = useState(problemInAddress);
  useEffect(forgetProblem, []);
  const [isLocal, setLocal] = useState(false);
  if (error !== undefined) return <ErrorState error={error} onRetry={again} />;
  if (ways === undefined) return <Skeleton lines={3} />;
  const isPasswordShown = ways.hasPasswords && (!ways.areRequired || isLocal);
  return (
    <>
      <ProblemNote problem={problem} />
      <ProviderChoice providers={ways.providers} />
      {isPasswordShown && !isLocal && ways.providers.length > 0 ? (
        <p className="door-or">
          <Trans id="providers.or">or with a password</Trans>
        </p>
      ) : null}
      {isPasswordShown ? children : null}
      {ways.hasPasswords && !isPasswordShown ? (
        <div>
          <Button kind="quiet" onPress={() => setLocal(true)}>
            <Trans id="providers.local">Sign in with a local account</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function useWaysIn() {
  const [ways, setWays] = useState<WaysIn>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isGone = false;
    fetchWaysIn().then(
      (found) => {
        if (!isGone) setWays(found);
      },
      (failure: unknown) => {
        if (!isGone) setError(failure);
      },
    );
    return () => {
      isGone = true;
    };
  }, [attempt]);
  const again = () => {
    setError(undefined);
    setAttempt(attempt + 1);
  };
  return { ways, error, again };
}

function ProblemNote({ problem }: { problem: ProviderProblem | undefined }) {
  return (
    <div role="alert">
      {problem === undefined ? null : (
        <div className="door-problem">
          <Icon name="warning" />
          <p>
            <ProblemText problem={problem} />
          </p>
        </div>
      )}
    </div>
  );
}

function ProblemText({ problem }: { problem: ProviderProblem }) {
  switch (problem) {
    case 'expired':
      return (
        <Trans id="providers.expired">
          Signing in took too long, or was begun in another window. Try again.
        </Trans>
      );
    case 'cancelled':
      return <Trans id="providers.cancelled">You did not sign in at the provider.</Trans>;
    case 'unreachable':
      return (
        <Trans id="providers.unreachable">
          The identity provider does not answer as it should. Try again in a while.
        </Trans>
      );
    case 'too_many':
      return (
        <Trans id="providers.too_many">Too many attempts. Wait a minute, then try again.</Trans>
      );
    case 'refused':
      return (
        <Trans id="providers.refused">
          With this account you cannot sign in here. Choose another, or ask your administrator.
        </Trans>
      );
  }
}
