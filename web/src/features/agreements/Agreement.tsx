import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { lazy, useState, type ReactNode } from 'react';
import { takeWantedAddress } from '../../shared/session/wanted-address';
import { accept } from '../../shared/session/agreements';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { Fetched } from '../../shared/ui/Fetched';
import { PageHeading } from '../../shared/ui/PageHeading';
import './Agreement.css';

const RefuseDialog = lazy(() => import('./RefuseDialog'));

interface AgreementProps {
  title: string;
  /** Sent to the server on *Accept*; absent when it was accepted already. */
  agreement: Readonly<Record<string, unknown>> | undefined;
  /** False while the document must be opened first. */
  mayAccept?: boolean;
  children: ReactNode;
}

/** A text one accepts before working; refusing leads out, after a second question. */
export function Agreement({ title, agreement, mayAccept = true, children }: AgreementProps) {
  const { failure, isPending, agree } = useAgree();
  const [isRefusing, setRefusing] = useState(false);
  return (
    <main className="agreement stack">
      <PageHeading title={title} />
      <div className="panel stack">{children}</div>
      {failure === undefined ? null : (
        <div role="alert">
          <FailureText error={failure} />
        </div>
      )}
      {agreement === undefined ? (
        <Button onPress={() => window.history.back()}>
          <Trans id="agreement.back">Back</Trans>
        </Button>
      ) : (
        <div className="row">
          <Button onPress={() => setRefusing(true)}>
            <Trans id="agreement.refuse">Do not accept and sign out</Trans>
          </Button>
          <Button
            kind="primary"
            isPending={isPending}
            isDisabled={!mayAccept}
            onPress={() => void agree(agreement)}
          >
            <Trans id="agreement.accept">Accept</Trans>
          </Button>
        </div>
      )}
      {isRefusing ? (
        <Fetched onFailed={() => setRefusing(false)}>
          <RefuseDialog onClose={() => setRefusing(false)} />
        </Fetched>
      ) : null}
    </main>
  );
}

function useAgree() {
  const navigate = useNavigate();
  const [failure, setFailure] = useState<unknown>();
  const [isPending, setPending] = useState(false);
  const agree = async (agreement: Readonly<Record<string, unknown>>) => {
    setPending(true);
    setFailure(undefined);
    try {
      await accept(agreement);
      await navigate({ href: takeWantedAddress() ?? '/v2/dashboards', replace: true });
    } catch (problem) {
      setFailure(problem);
    } finally {
      setPending(false);
    }
  };
  return { failure, isPending, agree };
}
