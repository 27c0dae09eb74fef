import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import * as v from 'valibot';
import { useAppName } from '../../../shared/session/useAppName';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { passwordTexts } from '../../../shared/password/password-texts';
import { Button } from '../../../shared/ui/Button';
import { FailureText } from '../../../shared/ui/FailureText';
import { TextField } from '../../../shared/ui/TextField';
import { call } from '../../../shared/wire/client';
import { Door } from '../Door';
import { useAttempt } from './useAttempt';

/** Asks for a link by mail. What comes back is the same whether the address is known or not. */
export default function ForgottenScreen(props: { onBack: () => void }) {
  return (
    <AreaTexts ready={passwordTexts}>
      <Forgotten {...props} />
    </AreaTexts>
  );
}

function Forgotten({ onBack }: { onBack: () => void }) {
  const app = useAppName();
  const { t } = useLingui();
  const [email, setEmail] = useState('');
  const [isMissing, setMissing] = useState(false);
  const asking = useAttempt(async () => {
    await call('/users/password-reset-request', v.unknown(), {
      method: 'POST',
      body: { user: { email: email.trim() } },
    });
  });
  const submit = () => {
    const isEmpty = email.trim() === '';
    setMissing(isEmpty);
    if (!isEmpty) asking.start();
  };
  return (
    <Door
      pageTitle={t({ id: 'forgotten.page_title', message: `Forgotten password · ${app}` })}
      title={t({ id: 'forgotten.title', message: 'Forgotten your password?' })}
    >
      {asking.isDone ? (
        <p role="status">
          <Trans id="forgotten.sent">
            If this address belongs to an account, a mail with a link is on its way. The link works
            once, within 24 hours. No mail? Ask your administrator.
          </Trans>
        </p>
      ) : (
        <form
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {asking.error !== undefined ? (
            <div role="alert" className="door-problem">
              <FailureText error={asking.error} />
            </div>
          ) : null}
          <TextField
            label={t({ id: 'forgotten.email', message: 'Your e-mail address' })}
            description={t({
              id: 'forgotten.why',
              message: 'We send a link to it with which you choose a new password.',
            })}
            type="email"
            autoComplete="email"
            textDirection="ltr"
            value={email}
            onChange={setEmail}
            errorMessage={
              isMissing ? (
                <Trans id="forgotten.email_missing">Enter your e-mail address.</Trans>
              ) : null
            }
          />
          <Button type="submit" kind="primary" wide isPending={asking.isPending}>
            <Trans id="forgotten.action">Send the link</Trans>
          </Button>
        </form>
      )}
      <div>
        <Button kind="quiet" onPress={onBack}>
          <Trans id="forgotten.back">Back to sign-in</Trans>
        </Button>
      </div>
    </Door>
  );
}
