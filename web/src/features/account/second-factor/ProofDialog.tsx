import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { KeyButton } from '../../../shared/second-factor/KeyButton';
import { hasCodes, isTyped, ProofFields } from '../../../shared/second-factor/ProofFields';
import type { FactorProof } from '../../../shared/session/second-factor';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { reasonFor } from './factor-problems';
import { askForProof, type Proof } from './factor.wire';
import { PasswordBox } from './PasswordBox';
import { RecoveryCodes } from './RecoveryCodes';
import { Problem } from './SetUp';

interface ProofDialogProps {
  title: ReactNode;
  explanation: ReactNode;
  action: ReactNode;
  kind: 'primary' | 'danger';
  /** Gives the new recovery codes, if there are any. */
  run: (proof: Proof) => Promise<string[]>;
  /** It is done, also when the codes are still to be read. */
  onChanged: () => void;
  onClose: () => void;
}

/** A change that takes the password and a code. */
export function ProofDialog({ title, run, onChanged, onClose, ...texts }: ProofDialogProps) {
  const [password, setPassword] = useState('');
  const [proof, setProof] = useState<FactorProof>({});
  const [isTried, setTried] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const ways = useQuery({
    queryKey: ['second_factor', 'proof'],
    queryFn: askForProof,
    gcTime: 0,
    // A challenge holds for five minutes.
    refetchInterval: 240_000,
  });
  const running = useMutation({
    mutationFn: (proven: FactorProof) => run({ ...proven, password }),
    // A key is asked again with a new challenge.
    onError: () => void ways.refetch(),
    onSuccess: (told) => {
      onChanged();
      setCodes(told);
      if (told.length === 0) onClose();
    },
  });
  const isReady = password !== '' && isTyped(proof);
  if (codes.length > 0) {
    return (
      <Dialog isOpen shape="form" isDismissable={false} onClose={onClose} title={title}>
        <RecoveryCodes codes={codes} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog isOpen shape="form" onClose={onClose} title={title}>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isReady && !running.isPending) running.mutate(proof);
        }}
      >
        <p>{texts.explanation}</p>
        {ways.isError ? <Problem error={ways.error} /> : null}
        <Problem error={running.error} />
        <PasswordBox
          value={password}
          onChange={setPassword}
          isMissing={isTried && password === ''}
          errorMessage={reasonFor(running.error, 'password')}
        />
        {ways.data?.passkey === undefined ? null : (
          <KeyButton
            key={ways.data.passkey.challenge}
            wish={ways.data.passkey}
            isPending={running.isPending}
            onAnswer={(passkey) => {
              setTried(true);
              if (password !== '') running.mutate({ passkey });
            }}
          />
        )}
        {ways.data === undefined ? (
          <Skeleton lines={2} />
        ) : (
          <ProofFields
            kinds={ways.data.kinds}
            proof={proof}
            onChange={setProof}
            errorMessage={
              isTried && !isTyped(proof) ? (
                <Trans id="factor.missing">Enter the code.</Trans>
              ) : (
                reasonFor(running.error, 'one_time_code')
              )
            }
          />
        )}
        <div className="dialog-foot">
          <Button onPress={onClose}>
            <Trans id="factor.cancel">Cancel</Trans>
          </Button>
          {hasCodes(ways.data?.kinds ?? []) ? (
            <Button type="submit" kind={texts.kind} isPending={running.isPending}>
              {texts.action}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
