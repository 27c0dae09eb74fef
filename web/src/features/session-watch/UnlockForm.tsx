import { useLingui } from '@lingui/react/macro';
import { lazy, useState, type ReactNode } from 'react';
import type { FactorProof, FactorWays } from '../../shared/session/second-factor';
import { FailureText } from '../../shared/ui/FailureText';
import { Fetched } from '../../shared/ui/Fetched';
import { TextField } from '../../shared/ui/TextField';

/** Fetched by who has a second factor. */
const SecondStep = lazy(() => import('../../shared/second-factor/SecondStep'));

/** How a password is tried, and what came of it. */
export interface UnlockWay {
  /** What to say at the field; undefined while nothing was refused. */
  readonly refused: ReactNode;
  /** What went wrong besides. */
  readonly failure: unknown;
  /** How to prove oneself, once the password was right and more is asked for. */
  readonly asked: FactorWays | undefined;
  readonly isPending: boolean;
  readonly comeBack: (password: string, proof?: FactorProof) => Promise<void>;
}

interface UnlockFormProps {
  userName: string;
  way: UnlockWay;
  /** The buttons under the password; one of them submits. */
  actions: (isPending: boolean) => ReactNode;
}

/** The password of whoever was here, and of nobody else. */
export function UnlockForm({ userName, way, actions }: UnlockFormProps) {
  const { t } = useLingui();
  const [password, setPassword] = useState('');
  if (way.asked !== undefined) {
    return (
      <Fetched>
        <SecondStep
          ways={way.asked}
          failure={way.failure}
          isPending={way.isPending}
          onProve={(proof) => void way.comeBack(password, proof)}
          actions={actions}
        />
      </Fetched>
    );
  }
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void way.comeBack(password);
      }}
    >
      {way.failure === undefined ? null : (
        <div role="alert">
          <FailureText error={way.failure} />
        </div>
      )}
      <input type="hidden" name="username" autoComplete="username" value={userName} readOnly />
      <TextField
        label={t({ id: 'sign_in.password', message: 'Password' })}
        type="password"
        name="password"
        autoComplete="current-password"
        textDirection="ltr"
        autoFocus
        value={password}
        onChange={setPassword}
        errorMessage={way.refused}
      />
      {actions(way.isPending)}
    </form>
  );
}
