import { render, screen } from '@testing-library/react';
import { Gate } from '../app/Gate';
import { followSession } from '../app/addresses';
import { activateLanguage } from '../shared/i18n/language';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import type { Language } from '../shared/i18n/languages';
import { startSession } from '../shared/session/session';
import { CountRenders } from './count-renders';
import type { FakeServer, FakeServerOptions } from './fake-server';
import { installFakeServer } from './install-fake-server';

export interface AppOptions extends FakeServerOptions {
  address?: string;
  language?: Language;
  server?: FakeServer;
  /** False: nobody chose a language on this device before. */
  keepsLanguage?: boolean;
  /** False for a start that ends without a page. */
  expectsHeading?: boolean;
  /** True: what is drawn is counted, for `drawnDuring()`. */
  counts?: boolean;
}

/** The whole app over a fake server, as it starts in a browser at an address. */
export async function renderApp(options: AppOptions = {}): Promise<FakeServer> {
  const server = options.server ?? installFakeServer(options);
  if (options.isSignedIn) {
    localStorage.setItem('amparo.session', 'on');
  }
  window.history.replaceState(null, '', options.address ?? '/v2/dashboards');
  await activateLanguage(options.language ?? 'en');
  if (options.keepsLanguage ?? true) {
    localStorage.setItem('amparo.language', options.language ?? 'en');
  }
  stopFollowing();
  const started = startSession();
  stopFollowing = followSession();
  await started;
  const app = (
    <LanguageProvider>
      <Gate />
    </LanguageProvider>
  );
  render(options.counts ? <CountRenders>{app}</CountRenders> : app);
  if (options.expectsHeading ?? true) {
    await screen.findByRole('heading', { level: 1 });
  }
  return server;
}

let stopFollowing: () => void = () => undefined;
