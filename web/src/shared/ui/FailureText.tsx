import { Trans } from '@lingui/react/macro';
import { setFieldMode } from '../wire/connection';
import { FailureKind, isFailure, type WireFailure } from '../wire/failure';
import { Button } from './Button';

interface FailureTextProps {
  error: unknown;
}

/** One failure in words a case worker can act on. Never shows internals. */
export function FailureText({ error }: FailureTextProps) {
  if (isFailure(error) && isOwed(error, agreements)) return <OwedText />;
  if (isFailure(error) && isOwed(error, ['second_factor'])) return <FactorText />;
  if (isFailure(error, FailureKind.fieldMode)) return <FieldModeText />;
  return <p>{textFor(isFailure(error) ? error.kind : undefined)}</p>;
}

/** Whether it is refused until something is done: agreements accepted, a second factor set up. */
function isOwed({ kind, problems }: WireFailure, names: readonly string[]): boolean {
  return (
    kind === FailureKind.forbidden &&
    problems.some(({ details }) => details.some((name) => names.includes(name)))
  );
}

const agreements: readonly string[] = ['code_of_conduct', 'terms_of_use'];

/** In a window of its own, so that what is typed here can be saved afterwards. */
function OwedText() {
  return (
    <p>
      <Trans id="failure.agreement">
        The code of conduct or the terms of use are new.{' '}
        <a href="/v2/dashboards" target="_blank" rel="noreferrer">
          Read and accept them in a new window
        </a>
        , then try again.
      </Trans>
    </p>
  );
}

/** The role requires it since this page was opened. */
function FactorText() {
  return (
    <p>
      <Trans id="failure.second_factor">
        Your role now requires a second factor.{' '}
        <a href="/v2/dashboards" target="_blank" rel="noreferrer">
          Set it up in a new window
        </a>
        , then try again.
      </Trans>
    </p>
  );
}

/** What field mode means, and the way out of it. */
export function FieldModeText() {
  return (
    <>
      <p>
        <Trans id="failure.field_mode">
          Field mode is on: nothing is sent or read. What you have typed stays here.
        </Trans>
      </p>
      <Button onPress={() => setFieldMode(false)}>
        <Trans id="line.leave_field">Leave field mode</Trans>
      </Button>
    </>
  );
}

/** Another page answers: what to do about it. */
export function StrangerText() {
  return (
    <Trans id="failure.stranger">
      Another page answers in place of the server. Open a browser and sign in to the Wi-Fi, then try
      again.
    </Trans>
  );
}

function textFor(kind: FailureKind | undefined) {
  switch (kind) {
    case FailureKind.offline:
      return (
        <Trans id="failure.offline">
          You are offline. Connect to the internet, then try again.
        </Trans>
      );
    case FailureKind.unreachable:
      return (
        <Trans id="failure.unreachable">
          The server cannot be reached. Check your connection and try again in a moment.
        </Trans>
      );
    case FailureKind.stranger:
      return <StrangerText />;
    case FailureKind.busy:
      return (
        <Trans id="failure.busy">
          The server is busy or being updated. Please try again in a minute.
        </Trans>
      );
    case FailureKind.forbidden:
      return <Trans id="failure.forbidden">Your role does not allow this.</Trans>;
    case FailureKind.notFound:
      return (
        <Trans id="failure.not_found">
          This does not exist, or it is outside what you may see.
        </Trans>
      );
    case FailureKind.throttled:
      return (
        <Trans id="failure.throttled">
          Too many attempts in a short time. Please wait a moment and try again.
        </Trans>
      );
    case FailureKind.unauthenticated:
      return <Trans id="failure.unauthenticated">Your session has ended. Please sign in.</Trans>;
    case FailureKind.conflict:
    case FailureKind.stale:
      return (
        <Trans id="failure.conflict">
          Somebody else changed this in the meantime. Load it again before you continue.
        </Trans>
      );
    case FailureKind.tooLarge:
      return <Trans id="failure.too_large">This is too large to be sent.</Trans>;
    case FailureKind.invalid:
      return <Trans id="failure.invalid">The server did not accept what was sent.</Trans>;
    default:
      return (
        <Trans id="failure.unknown">
          Something went wrong on our side. Please try again; if it happens again, tell your support
          team.
        </Trans>
      );
  }
}
