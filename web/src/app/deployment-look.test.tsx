import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { setOverlay } from '../shared/i18n/language';
import { markForeignTexts, pickText } from '../shared/text/pick';
import { takeAppName } from '../shared/session/app-name';
import { caseWorker } from '../test/fake-data';
import { installFakeServer } from '../test/install-fake-server';
import { renderApp } from '../test/render-app';

const known = { sandbox_ui: false, locales: ['en', 'ar'], agencies: [], agencies_logo_options: [] };

function addIcons(): void {
  document.head.innerHTML =
    '<link rel="icon" href="/icons/icon.svg"><link rel="manifest" href="/api/v2/app_manifest">';
}

const iconOf = (rel: string) => document.querySelector(`link[rel="${rel}"]`)?.getAttribute('href');

describe('a discreet deployment', () => {
  afterEach(() => takeAppName({ ...known, discreet: false }));

  it('shows its neutral name and picture, and no word of what the app is for', async () => {
    addIcons();
    const server = installFakeServer();
    server.on('GET /primero', () => ({
      body: { data: { ...known, app_name: 'Notebook', discreet: true } },
    }));
    await renderApp({ server });
    expect(await screen.findByText('Notebook')).toBeVisible();
    expect(document.title).toBe('Sign in · Notebook');
    expect(screen.queryByText(/Amparo|child/i)).not.toBeInTheDocument();
    expect(iconOf('icon')).toBe('/icons/plain.svg');
    expect(localStorage.getItem('amparo.app-name')).toBe('Notebook');
    takeAppName({ ...known, discreet: false });
    expect(iconOf('icon')).toBe('/icons/icon.svg');
    expect(localStorage.getItem('amparo.app-name')).toBeNull();
  });

  it.each(['/v2/support', '/v2/account/7'])('bears it behind the sign-in: %s', async (address) => {
    const server = installFakeServer({ isSignedIn: true, user: caseWorker });
    server.on('GET /primero', () => ({
      body: { data: { ...known, app_name: 'Notebook', discreet: true } },
    }));
    server.on('GET /webpush/config', () => ({ body: { data: { enabled: true, pause: 14 } } }));
    await renderApp({ server, isSignedIn: true, address });
    await screen.findByRole('heading', { level: 1 });
    await screen.findByText(/In Notebook itself|About Notebook/);
    expect(document.title).toContain('Notebook');
    expect(document.body.textContent).not.toContain('Amparo');
  });

  it('is installed in the language of the person', async () => {
    addIcons();
    await renderApp({ server: installFakeServer(), language: 'ar' });
    expect(iconOf('manifest')).toBe('/api/v2/app_manifest?locale=ar');
  });
});

describe('a site for trying out', () => {
  afterEach(() => markForeignTexts(false));

  for (const sandbox_ui of [false, true]) {
    const does = sandbox_ui ? 'marks' : 'and no other marks';
    it(`${does} texts that are in another language than the one asked for`, async () => {
      const question = { en: 'Camp', ar: 'مخيم' };
      const server = installFakeServer();
      server.on('GET /primero', () => ({ body: { data: { ...known, sandbox_ui } } }));
      await renderApp({ server });
      await screen.findByRole('heading', { level: 1 });
      expect(pickText(question, 'fr')).toBe(sandbox_ui ? '⟦en⟧ Camp' : 'Camp');
      expect(pickText({ ar: 'مخيم' }, 'fr')).toBe(sandbox_ui ? '⟦ar⟧ مخيم' : 'مخيم');
      expect(pickText(question, 'ar-SY')).toBe('مخيم');
      expect(pickText({}, 'fr')).toBe('');
    });
  }
});

describe('an app that is too old for the server', () => {
  it('says so before something fails', async () => {
    const server = installFakeServer({ isSignedIn: true, user: caseWorker });
    server.on('GET /primero', () => ({
      body: { data: { ...known, client_version_min: '99.0.0' } },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    expect(await screen.findByText(/too old for the server/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Load it now' })).toBeEnabled();
  });
});

describe('a deployment with words of its own', () => {
  afterEach(() => setOverlay(undefined));

  it('says them to those who are signed in', async () => {
    const server = installFakeServer({ isSignedIn: true, user: caseWorker });
    server.on('GET /system_settings', () => ({
      body: { data: { interface_texts_i18n: { en: { 'page.cases': 'Our children' } } } },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Our children' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Cases' })).not.toBeInTheDocument();
  });
});
