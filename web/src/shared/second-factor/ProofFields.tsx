import { Trans } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import type { FactorProof } from '../session/second-factor';
import { Button } from '../ui/Button';
import { CodeField, RecoveryCodeField } from './CodeField';

interface ProofFieldsProps {
  kinds: readonly string[];
  proof: FactorProof;
  onChange: (proof: FactorProof) => void;
  errorMessage?: ReactNode;
  autoFocus?: boolean;
}

/** The code of the app, or one from paper for who does not have the phone at hand. */
export function ProofFields({ kinds, proof, onChange, errorMessage, autoFocus }: ProofFieldsProps) {
  const [isOnPaper, setOnPaper] = useState(!kinds.includes('one_time_code'));
  const shared = { errorMessage, autoFocus: autoFocus === true };
  if (!hasCodes(kinds)) return null;
  const turn = () => {
    setOnPaper(!isOnPaper);
    onChange({});
  };
  return (
    <>
      {isOnPaper ? (
        <RecoveryCodeField
          key="paper"
          {...shared}
          value={proof.recovery_code ?? ''}
          onChange={(code) => onChange({ recovery_code: code })}
        />
      ) : (
        <CodeField
          key="app"
          {...shared}
          value={proof.one_time_code ?? ''}
          onChange={(code) => onChange({ one_time_code: code })}
        />
      )}
      {kinds.includes('one_time_code') && kinds.includes('recovery_code') ? (
        <div>
          <Button kind="quiet" onPress={turn}>
            {isOnPaper ? (
              <Trans id="factor.use_app">Use the app instead</Trans>
            ) : (
              <Trans id="factor.use_recovery">The phone is not here: use a recovery code</Trans>
            )}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Whether there is any code to type: keys may be all that is left. */
export function hasCodes(kinds: readonly string[]): boolean {
  return kinds.includes('one_time_code') || kinds.includes('recovery_code');
}

/** Whether anything was typed that could prove somebody. */
export function isTyped({ one_time_code: code, recovery_code: paper }: FactorProof): boolean {
  return (code ?? paper ?? '').trim() !== '';
}
