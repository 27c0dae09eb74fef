import { Plural, Trans } from '@lingui/react/macro';
import { FailureText } from '../../shared/ui/FailureText';
import { Icon } from '../../shared/ui/Icon';
import { FailureKind, type WireFailure } from '../../shared/wire/failure';

interface SignInProblemProps {
  failure: WireFailure | undefined;
  waitSeconds: number;
}

/** Why the door stays shut. One text for a wrong name and a wrong password. */
export function SignInProblem({ failure, waitSeconds }: SignInProblemProps) {
  return (
    <div role="alert">
      {failure ? (
        <div className="door-problem">
          <Icon name="warning" />
          <ProblemText failure={failure} waitSeconds={waitSeconds} />
        </div>
      ) : null}
    </div>
  );
}

function ProblemText({ failure, waitSeconds }: { failure: WireFailure; waitSeconds: number }) {
  if (failure.kind === FailureKind.unauthenticated) {
    return (
      <p>
        <Trans id="sign_in.refused">
          The user name or the password is not right. After several wrong attempts an account is
          locked for a while.
        </Trans>
      </p>
    );
  }
  if (failure.kind === FailureKind.throttled) {
    return waitSeconds > 0 ? (
      <p aria-live="off">
        <Trans id="sign_in.throttled">
          Too many attempts. You can try again in{' '}
          <Plural value={waitSeconds} one="# second" other="# seconds" />.
        </Trans>
      </p>
    ) : (
      <p>
        <Trans id="sign_in.throttle_over">You can try again now.</Trans>
      </p>
    );
  }
  return <FailureText error={failure} />;
}
