import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import * as v from 'valibot';
import { useAppName } from '../../../shared/session/useAppName';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { isTooShort, passwordLengthMin } from '../../../shared/password/length';
import { passwordTexts } from '../../../shared/password/password-texts';
import { PasswordStrength } from '../../../shared/password/PasswordStrength';
import { signIn } from '../../../shared/session/session';
import { Button } from '../../../shared/ui/Button';
import { FailureText } from '../../../shared/ui/FailureText';
import { TextField } from '../../../shared/ui/TextField';
import { call } from '../../../shared/wire/client';
import { FailureKind, isFailure } from '../../../shared/wire/failure';
import { Door } from '../Door';
import ForgottenScreen from './ForgottenScreen';
import { useAttempt } from './useAttempt';

interface ResetScreenProps {
  /** The secret of the mailed link. */
  token: string;
  /** When the link has done its work or is given up. */
  onLeave: () => void;
}

const answer = v.object({ user_name: v.optional(v.string()) });

/** Chooses a new password by a link that came by mail, and is in. */
export default function ResetScreen(props: ResetScreenProps) {
  return (
    <AreaTexts ready={passwordTexts}>
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
  const [isAsking, setAsking] = useState(false);
  const lengthMin = passwordLengthMin();
  const isShort = isTooShort(password);
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
  if (isAsking) return <ForgottenScreen onBack={onLeave} />;
  if (isOfLink(changing.error)) return <LinkOver onAsk={() => setAsking(true)} onLeave={onLeave} />;
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
              <Trans id="reset.too_short">Use at least {lengthMin} characters.</Trans>
            ) : null
          }
        />
        <PasswordStrength password={password} />
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

/** A link that was used or is too old; a new one is a press away. */
function LinkOver({ onAsk, onLeave }: { onAsk: () => void; onLeave: () => void }) {
  const app = useAppName();
  const { t } = useLingui();
  return (
    <Door
      pageTitle={t({ id: 'reset.page_title', message: `New password · ${app}` })}
      title={t({ id: 'reset.over_title', message: 'This link works no more' })}
    >
      <p role="alert">
        <Trans id="reset.link_over">It has been used or is too old. Nothing was changed.</Trans>
      </p>
      <Button kind="primary" wide autoFocus onPress={onAsk}>
        <Trans id="reset.ask_anew">Ask for a new link</Trans>
      </Button>
      <div>
        <Button kind="quiet" onPress={onLeave}>
          <Trans id="forgotten.back">Back to sign-in</Trans>
        </Button>
      </div>
    </Door>
  );
}

function isOfLink(error: unknown): boolean {
  return (
    isFailure(error, FailureKind.invalid) &&
    error.problems.some(({ messages, details }) =>
      [...messages, ...details].some((text) => text.includes('reset_password_token')),
    )
  );
}

/** The server names the part that it refused; a reason of its own says more. */
function ResetProblem({ error }: { error: unknown }) {
  if (!isFailure(error, FailureKind.invalid)) return <FailureText error={error} />;
  const reasons = error.problems
    .filter(({ messages }) => !messages.some((text) => text.startsWith('user.password_reset.')))
    .flatMap((problem) => problem.reasons);
  return reasons.length > 0 ? (
    reasons.map((reason) => <p key={reason}>{reason}</p>)
  ) : (
    <p>
      <Trans id="reset.refused">
        This password is not accepted here. Make it longer, and do not use your name or a password
        that many people have.
      </Trans>
    </p>
  );
}
