import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { settings } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { shortcut_keys } from '../../shared/ui/useShortcut';
import { renderApp } from '../../test/render-app';

const open = { isSignedIn: true, address: '/v2/support' };

describe('the support page', () => {
  it('names whom to ask', async () => {
    await renderApp(open);
    expect(await screen.findByText('Ines Moreau')).toBeVisible();
    expect(screen.getByText('+000 555 0100').tagName).toBe('BDI');
    expect(screen.queryByText('Organisation')).not.toBeInTheDocument();
  });

  it('says so when nobody was entered', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /contact_information', () => ({ body: { data: {} } }));
    await renderApp({ ...open, server });
    expect(await screen.findByText(/No contact has been entered/)).toBeVisible();
  });

  it('names the forum where people help each other', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /contact_information', () => ({
      body: { data: { name: 'Help desk', support_forum: 'forum.example' } },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/support' });
    expect(await screen.findByText('forum.example')).toBeVisible();
  });

  it('says so when the contact cannot be read', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /contact_information', () => ({ status: 404, body: { errors: [] } }));
    await renderApp({ ...open, server });
    expect(await screen.findByText(/cannot be read now/)).toBeVisible();
  });

  it('lets one read the code of conduct again', async () => {
    await renderApp({
      ...open,
      settings: { ...settings, code_of_conduct: { id: 1, title: 'Code', content: 'Be kind.' } },
    });
    expect(await screen.findByRole('link', { name: 'Read the code of conduct' })).toHaveAttribute(
      'href',
      '/v2/code_of_conduct',
    );
  });

  it('names every key that does something, and no other', async () => {
    await renderApp(open);
    const title = await screen.findByRole('heading', { name: 'Shortcuts' });
    const list = within(title.closest('section') ?? document.body);
    const texts = (role: string) => list.getAllByRole(role).map((one) => one.textContent);
    expect(texts('term')).toEqual([
      'Search',
      'Save the record',
      'Next possible match',
      'Previous possible match',
    ]);
    expect(texts('definition')).toEqual(['/, Ctrl + K', 'Ctrl + S', 'N', 'P']);
    expect(texts('definition')).toHaveLength(Object.keys(shortcut_keys).length);
  });
});

describe('the keys of the app', () => {
  const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/**/*.test.{ts,tsx}'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const filesWith = (pattern: RegExp) =>
    Object.keys(sources).filter((file) => pattern.test(sources[file] ?? ''));

  it('are all registered through the one list that is shown', () => {
    // No other file listens to the whole window for a key.
    expect(filesWith(/addEventListener\(\s*'key/)).toEqual(['/src/shared/ui/useShortcut.ts']);
  });

  it('are all in use', () => {
    for (const id of Object.keys(shortcut_keys)) {
      expect(filesWith(new RegExp(`useShortcut\\('${id}'`)), id).toHaveLength(1);
    }
  });
});
