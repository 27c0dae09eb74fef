import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../shared/ui/tokens.css';
import '../shared/ui/base.css';
import { activateLanguage, preferredLanguage } from '../shared/i18n/language';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import { startSession } from '../shared/session/session';
import { Gate } from './Gate';

async function start(root: HTMLElement): Promise<void> {
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
