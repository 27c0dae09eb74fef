import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import * as v from 'valibot';
import { useAppName } from '../../../shared/session/useAppName';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { signIn } from '../../../shared/session/session';
import { Button } from '../../../shared/ui/Button';
import { FailureText } from '../../../shared/ui/FailureText';
import { TextField } from '../../../shared/ui/TextField';
import { call } from '../../../shared/wire/client';
import { FailureKind, isFailure } from '../../../shared/wire/failure';
import { Door } from '../Door';
import { resetTexts } from './reset-texts';
import { useAttempt } from './useAttempt';

interface ResetScreenProps {
  /** The secret of the mailed link. */
  token: string;
  /** When the link has done its work or is given up. */
  onLeave: () => void;
}

/** The least that any deployment accepts; a stricter one says so itself. */
const lengthMin = 8;
const answer = v.object({ user_name: v.optional(v.string()) });

/** Chooses a new password by a link that came by mail, and is in. */
export default function ResetScreen(props: ResetScreenProps) {
  return (
    <AreaTexts ready={resetTexts}>
      <Reset {...props} />
    </AreaTexts>
  );
}

function Reset({ token, onLeave }: ResetScreenProps) {
  const app = useAppName();
  const { t } = useLingui();
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = password.length < lengthMin;
  const isOther = password !== repeated;
  const changing = useAttempt(async () => {
    const { user_name: userName } = await call('/users/password-reset', answer, {
      method: 'POST',
      body: {
        user: { reset_password_token: token, password, password_confirmation: repeated },
      },
    });
    // A locked account stays locked, then the door is what is left.
    try {
      if (userName !== undefined) await signIn({ userName, password });
    } finally {
      onLeave();
    }
  });
  const shared = { type: 'password', textDirection: 'ltr', autoComplete: 'new-password' } as const;
  return (
    <Door
      pageTitle={t({ id: 'reset.page_title', message: `New password · ${app}` })}
      title={t({ id: 'reset.title', message: 'Choose a new password' })}
    >
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isShort && !isOther) changing.start();
        }}
      >
        {changing.error !== undefined ? (
          <div role="alert" className="door-problem">
            <ResetProblem error={changing.error} />
          </div>
        ) : null}
        <TextField
          {...shared}
          label={t({ id: 'reset.password', message: 'New password' })}
          description={t({
            id: 'reset.advice',
            message: 'Four or five words that do not belong together are easy to keep in mind.',
          })}
          value={password}
          onChange={setPassword}
          errorMessage={
            isTried && isShort ? (
              <Trans id="reset.too_short">Use at least 8 characters, better 12 or more.</Trans>
            ) : null
          }
        />
        <TextField
          {...shared}
          label={t({ id: 'reset.repeat', message: 'New password once more' })}
          value={repeated}
          onChange={setRepeated}
          errorMessage={
            isTried && isOther ? (
              <Trans id="reset.not_repeated">The two passwords are not the same.</Trans>
            ) : null
          }
        />
        <Button type="submit" kind="primary" wide isPending={changing.isPending}>
          <Trans id="reset.action">Set the password and sign in</Trans>
        </Button>
      </form>
      <div>
        <Button kind="quiet" onPress={onLeave}>
          <Trans id="forgotten.back">Back to sign-in</Trans>
        </Button>
      </div>
    </Door>
  );
}

/** The server names the part that it refused, not the rule. */
function ResetProblem({ error }: { error: unknown }) {
  if (!isFailure(error, FailureKind.invalid)) return <FailureText error={error} />;
  const isOfLink = error.problems.some(({ messages, details }) =>
    [...messages, ...details].some((text) => text.includes('reset_password_token')),
  );
  return isOfLink ? (
    <p>
      <Trans id="reset.link_over">
        This link has been used or is too old. Ask for a new one on the sign-in page.
      </Trans>
    </p>
  ) : (
    <p>
      <Trans id="reset.refused">
        This password is not accepted here. Make it longer, and do not use your name or a password
        that many people have.
      </Trans>
    </p>
  );
}
