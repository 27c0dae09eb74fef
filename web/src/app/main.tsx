import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../shared/ui/tokens.css';
import '../shared/ui/base.css';
import { activateLanguage, preferredLanguage } from '../shared/i18n/language';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import { mayBeSignedIn, startSession } from '../shared/session/session';
import { startInstallOffer } from '../shared/pwa/install';
import { startTheme } from '../shared/ui/theme';
import { followSession } from './addresses';
import { Gate } from './Gate';
import { startWorker } from './worker';

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  startInstallOffer();
  followSession();
  // The app comes while the server says who is here.
  if (mayBeSignedIn()) import('./App').catch(() => undefined);
  void startSession();
  await activateLanguage(preferredLanguage());
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <Gate />
      </LanguageProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) {
  void start(root);
}
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  startWorker(navigator.serviceWorker);
}
