import { Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { knowsKey } from '../../shared/second-factor/known-key';
import { signInByKey } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { FailureKind, isFailure } from '../../shared/wire/failure';

/** Signing in with a passkey alone, where the browser speaks with these. */
export function KeyDoor() {
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const offer = useRef<AbortController>(undefined);
  useEffect(() => {
    if (typeof PublicKeyCredential !== 'function' || !knowsKey()) return undefined;
    const controller = new AbortController();
    offer.current = controller;
    void import('./key-offer')
      .then(({ offerKey }) => offerKey(controller.signal))
      .catch((problem: unknown) => {
        // Only who took what was offered wants to know why it did not open.
        if (isFailure(problem, FailureKind.unauthenticated)) setFailure(problem);
      });
    return () => controller.abort();
  }, []);
  if (typeof PublicKeyCredential !== 'function') return null;
  const enter = async () => {
    // A browser asks for one key at a time.
    offer.current?.abort();
    setPending(true);
    setFailure(undefined);
    try {
      await signInByKey();
    } catch (problem) {
      setFailure(problem ?? 'none');
    } finally {
      setPending(false);
    }
  };
  const isOfLine = isFailure(failure) && failure.kind !== FailureKind.unauthenticated;
  return (
    <>
      <Button wide isPending={isPending} onPress={() => void enter()}>
        <Trans id="sign_in.by_key">Use a passkey</Trans>
      </Button>
      <div role="alert">
        {failure === undefined ? null : isOfLine ? (
          <FailureText error={failure} />
        ) : (
          <p>
            <Trans id="sign_in.key_refused">
              The passkey did not sign you in. Use your user name and password.
            </Trans>
          </p>
        )}
      </div>
    </>
  );
}
