import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import type { SignedOutReason } from '../../shared/session/session';
import { Logo } from '../../shared/ui/Logo';
import { SignInForm } from './SignInForm';
import { SignedOutNote } from './SignedOutNote';
import './SignInScreen.css';

interface SignInScreenProps {
  reason: SignedOutReason;
  /** A demonstration or training site: says so before anybody types a real name. */
  isSandbox: boolean;
}

/** The door of the house: name, password, language. */
export function SignInScreen({ reason, isSandbox }: SignInScreenProps) {
  const { t, i18n } = useLingui();
  useEffect(() => {
    document.title = t({ id: 'sign_in.page_title', message: 'Sign in · Amparo' });
  }, [t, i18n.locale]);
  return (
    <div className="door">
      <header className="door-side">
        <div className="door-brand">
          <Logo size={56} />
          <span className="door-name" translate="no">
            Amparo
          </span>
        </div>
        <p className="door-claim">
          <Trans id="sign_in.claim" comment="Below the product name on the sign-in page.">
            Every child’s case, safe and within reach.
          </Trans>
        </p>
      </header>
      <main className="door-main">
        <div className="door-card">
          <h1>
            <Trans id="sign_in.title">Sign in</Trans>
          </h1>
          {isSandbox ? (
            <p className="door-note door-note-warning">
              <Trans id="sign_in.sandbox">
                This is a training site. Do not enter data of real people.
              </Trans>
            </p>
          ) : null}
          <SignedOutNote reason={reason} />
          <SignInForm />
          <p className="soft">
            <Trans id="sign_in.forgotten">
              Forgotten your password? Your administrator can give you a new one.
            </Trans>
          </p>
        </div>
        <LanguageSwitch />
      </main>
    </div>
  );
}
