import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { factorAsked, type FactorWays } from '../../shared/session/second-factor';
import { signIn, type Credentials } from '../../shared/session/session';
import { FailureKind, WireFailure } from '../../shared/wire/failure';

interface Missing {
  userName?: string;
  password?: string;
}

/** The fields of the form by their names. */
export type SignInField = 'username' | 'password';

/** Seconds to wait when the server refuses further attempts without saying for how long. */
const defaultWaitSeconds = 60;

/**
 * The state of one sign-in form: what is missing, what went wrong, how long to wait. `lookAt` is
 * told which field the person has to fill in or type again.
 */
export function useSignIn(lookAt: (field: SignInField) => void) {
  const { t } = useLingui();
  const [failure, setFailure] = useState<WireFailure>();
  const [missing, setMissing] = useState<Missing>({});
  /** How to prove oneself, once the password was right and more is asked for. */
  const [asked, setAsked] = useState<FactorWays>();
  const [isPending, setPending] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(0);
  useCountdown(waitSeconds, setWaitSeconds);

  const submit = async (credentials: Credentials) => {
    const nowMissing: Missing = {
      ...(credentials.userName.trim() === ''
        ? { userName: t({ id: 'sign_in.user_name_missing', message: 'Enter your user name.' }) }
        : {}),
      ...(credentials.password === ''
        ? { password: t({ id: 'sign_in.password_missing', message: 'Enter your password.' }) }
        : {}),
    };
    setMissing(nowMissing);
    setFailure(undefined);
    if (nowMissing.userName !== undefined) return lookAt('username');
    if (nowMissing.password !== undefined) return lookAt('password');
    if (isPending) return;
    setPending(true);
    try {
      await signIn(credentials);
    } catch (problem) {
      const refusal = asFailure(problem);
      const nowAsked = factorAsked(refusal);
      const isUnauthenticated = refusal.kind === FailureKind.unauthenticated;
      // Asking for the second step is no failure; after any other no the password is typed again.
      if (nowAsked === undefined || credentials.proof !== undefined) setFailure(refusal);
      if (isUnauthenticated) setAsked(nowAsked);
      if (refusal.kind === FailureKind.throttled) {
        setWaitSeconds(refusal.retryAfterSeconds ?? defaultWaitSeconds);
      }
      if (isUnauthenticated && nowAsked === undefined) lookAt('password');
    } finally {
      setPending(false);
    }
  };
  const startAgain = () => {
    setAsked(undefined);
    setFailure(undefined);
  };
  return { failure, missing, asked, isPending, waitSeconds, submit, startAgain };
}

function asFailure(problem: unknown): WireFailure {
  return problem instanceof WireFailure
    ? problem
    : new WireFailure(FailureKind.unreadable, { cause: problem });
}

function useCountdown(seconds: number, setSeconds: (seconds: number) => void): void {
  useEffect(() => {
    const timer = seconds > 0 ? setTimeout(() => setSeconds(seconds - 1), 1000) : undefined;
    return () => clearTimeout(timer);
  }, [seconds, setSeconds]);
}
