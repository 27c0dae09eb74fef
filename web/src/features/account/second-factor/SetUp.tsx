import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeField } from '../../../shared/second-factor/CodeField';
import { Button } from '../../../shared/ui/Button';
import { FailureText } from '../../../shared/ui/FailureText';
import { FailureKind, isFailure } from '../../../shared/wire/failure';
import { Explanation } from './Explanation';
import { isOfField, reasonFor } from './factor-problems';
import { beginApp, confirmApp, type AppSetUp } from './factor.wire';
import { PasswordBox } from './PasswordBox';
import { RecoveryCodes } from './RecoveryCodes';
import { SquareCode } from './SquareCode';
import './second-factor.css';

interface SetUpProps {
  /** Once the app is set up and the recovery codes are kept. */
  onDone: () => void;
  /** The recovery codes are on the screen, and nowhere else. */
  onCodes?: () => void;
}

/** The way to codes of an app: the password, the app, its first code, the codes for paper. */
export function SetUp({ onDone, onCodes }: SetUpProps) {
  const [app, setApp] = useState<AppSetUp>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes !== undefined) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (app === undefined) return <AskPassword onBegun={setApp} />;
  const finish = (told: readonly string[]) => {
    if (told.length === 0) return onDone();
    setCodes(told);
    onCodes?.();
  };
  return <ScanAndConfirm app={app} onConfirmed={finish} onOver={() => setApp(undefined)} />;
}

function AskPassword({ onBegun }: { onBegun: (app: AppSetUp) => void }) {
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const beginning = useMutation({ mutationFn: () => beginApp(password), onSuccess: onBegun });
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (password !== '' && !beginning.isPending) beginning.mutate();
      }}
    >
      <Problem error={beginning.error} />
      <PasswordBox
        value={password}
        onChange={setPassword}
        isMissing={isTried && password === ''}
        errorMessage={reasonFor(beginning.error, 'password')}
      />
      <div>
        <Button type="submit" kind="primary" isPending={beginning.isPending}>
          <Trans id="factor.continue">Continue</Trans>
        </Button>
      </div>
    </form>
  );
}

interface ScanProps {
  app: AppSetUp;
  onConfirmed: (codes: readonly string[]) => void;
  /** The key has waited too long. */
  onOver: () => void;
}

function ScanAndConfirm({ app, onConfirmed, onOver }: ScanProps) {
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const confirming = useMutation({
    mutationFn: () => confirmApp(code),
    onSuccess: onConfirmed,
    onError: (error) => {
      if (isFailure(error, FailureKind.notFound)) onOver();
    },
  });
  const wrong = reasonFor(confirming.error, 'one_time_code');
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (code.trim() !== '' && !confirming.isPending) confirming.mutate();
      }}
    >
      <Explanation>
        <Trans id="factor.scan">
          Open an app for one-time codes on your phone and let its camera see this square. Any such
          app will do, also without a connection.
        </Trans>
      </Explanation>
      {app.square === null ? null : <SquareCode rows={app.square} />}
      <p>
        <a className="text-link" href={app.address}>
          <Trans id="factor.on_this_phone">The app is on this device: open it</Trans>
        </a>
      </p>
      <p>
        <Trans id="factor.key">Or type this key into the app:</Trans>{' '}
        <code className="factor-key" dir="ltr" translate="no">
          {(app.key.match(/.{1,4}/g) ?? []).join(' ')}
        </code>
      </p>
      <Problem error={confirming.error} />
      <CodeField
        value={code}
        onChange={setCode}
        errorMessage={
          isTried && code.trim() === '' ? <Trans id="factor.missing">Enter the code.</Trans> : wrong
        }
      />
      <div>
        <Button type="submit" kind="primary" isPending={confirming.isPending}>
          <Trans id="factor.confirm">Switch it on</Trans>
        </Button>
      </div>
    </form>
  );
}

/** What went wrong, unless a field says it. */
export function Problem({ error }: { error: unknown }) {
  return (
    <div role="alert">
      {error === null || error === undefined || isOfField(error) ? null : (
        <FailureText error={error} />
      )}
    </div>
  );
}
