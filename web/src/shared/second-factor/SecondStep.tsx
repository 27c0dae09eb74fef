import { Plural, Trans } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import type { FactorProof, FactorWays } from '../session/second-factor';
import { Button } from '../ui/Button';
import { FailureText } from '../ui/FailureText';
import { FailureKind, isFailure } from '../wire/failure';
import { factorTexts } from './factor-texts';
import { KeyButton } from './KeyButton';
import { hasCodes, isTyped, ProofFields } from './ProofFields';

interface SecondStepProps {
  /** How the person can prove themselves. */
  ways: FactorWays;
  failure: unknown;
  isPending: boolean;
  onProve: (proof: FactorProof) => void;
  /** Seconds until the server takes another attempt. */
  waitSeconds?: number;
  onBack?: () => void;
  /** The buttons, in place of the usual ones; one of them submits. */
  actions?: (isPending: boolean) => ReactNode;
}

/** The password was right: now the proof that only its owner has at hand. */
export default function SecondStep(props: SecondStepProps) {
  return (
    <AreaTexts ready={factorTexts}>
      <Step {...props} />
    </AreaTexts>
  );
}

function Step({ ways, onProve, waitSeconds = 0, isPending, ...props }: SecondStepProps) {
  const [proof, setProof] = useState<FactorProof>({});
  const [isTried, setTried] = useState(false);
  const isWrong = isFailure(props.failure, FailureKind.unauthenticated);
  const isMissing = isTried && !isTyped(proof);
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isTyped(proof) && !isPending && waitSeconds === 0) onProve(proof);
      }}
    >
      <p>
        <Trans id="factor.step">Your password is right. Now prove that it is you.</Trans>
      </p>
      <div role="alert">
        {props.failure !== undefined && !isWrong ? (
          <StepProblem failure={props.failure} waitSeconds={waitSeconds} />
        ) : null}
      </div>
      {ways.passkey === undefined ? null : (
        <KeyButton
          // A wrong answer comes with a new challenge.
          key={ways.passkey.challenge}
          wish={ways.passkey}
          isPending={isPending}
          onAnswer={(answer) => onProve({ passkey: answer })}
        />
      )}
      <ProofFields
        kinds={ways.kinds}
        proof={proof}
        onChange={setProof}
        autoFocus={ways.passkey === undefined}
        errorMessage={
          isMissing ? (
            <Trans id="factor.missing">Enter the code.</Trans>
          ) : isWrong ? (
            <Trans id="factor.wrong">The code is not right, or it was used before.</Trans>
          ) : null
        }
      />
      {props.actions !== undefined ? (
        props.actions(isPending)
      ) : (
        <>
          {hasCodes(ways.kinds) ? (
            <Button
              type="submit"
              kind="primary"
              wide
              isPending={isPending}
              isDisabled={waitSeconds > 0}
            >
              <Trans id="factor.continue">Continue</Trans>
            </Button>
          ) : null}
          <div>
            <Button kind="quiet" onPress={() => props.onBack?.()}>
              <Trans id="factor.back">Back</Trans>
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function StepProblem({ failure, waitSeconds }: { failure: unknown; waitSeconds: number }) {
  return waitSeconds > 0 ? (
    <p aria-live="off">
      <Trans id="factor.throttled">
        Too many attempts. You can try again in{' '}
        <Plural value={waitSeconds} one="# second" other="# seconds" />.
      </Trans>
    </p>
  ) : (
    <FailureText error={failure} />
  );
}
