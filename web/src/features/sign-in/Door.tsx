import { Trans } from '@lingui/react/macro';
import { useEffect, type ReactNode } from 'react';
import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { useAppName, useDiscreet } from '../../shared/session/useAppName';
import { Logo } from '../../shared/ui/Logo';
import { AgencyLogos } from './AgencyLogos';
import './SignInScreen.css';

interface DoorProps {
  /** What the window and the page are called. */
  pageTitle: string;
  title: string;
  children: ReactNode;
}

/** The frame of all that somebody sees before they are in. */
export function Door({ pageTitle, title, children }: DoorProps) {
  const app = useAppName();
  const isDiscreet = useDiscreet();
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);
  return (
    <div className="door">
      <header className={isDiscreet ? 'door-side door-plain' : 'door-side'}>
        <div className="door-brand">
          <Logo size={56} />
          <span className="door-name" translate="no">
            {app}
          </span>
        </div>
        {isDiscreet ? null : (
          <p className="door-claim">
            <Trans id="sign_in.claim" comment="Below the product name on the sign-in page.">
              Every child’s case, safe and within reach.
            </Trans>
          </p>
        )}
      </header>
      <main className="door-main">
        <div className="door-card">
          <h1>{title}</h1>
          {children}
        </div>
        <AgencyLogos />
        <LanguageSwitch />
      </main>
    </div>
  );
}
