import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeServer } from '../../../test/fake-server';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { forgetReturn, isReturning } from '../../../shared/session/returning';

const ministry = { id: 1, unique_id: 'ministry', name: 'Ministry', provider_type: 'oidc' };
const partner = { id: 2, unique_id: 'partner', name: 'Partner', provider_type: 'b2c' };
const local = { id: 3, unique_id: 'primeroims', name: 'Local', provider_type: 'local' };

function serverWith(
  providers: readonly unknown[],
  metadata: Record<string, boolean> = {},
  change: (server: FakeServer) => void = () => undefined,
) {
  const server = installFakeServer();
  server.on('GET /primero', () => ({ body: { data: { identity_providers: true } } }));
  server.on('GET /identity_providers', () => ({ body: { data: providers, metadata } }));
  change(server);
  return server;
}

const required = { use_identity_provider: true, password_sign_in: false };
const link = (name: string) => screen.findByRole('link', { name });

const arrive = () => {
  document.cookie = '_app_arrived=yes; path=/';
};

beforeEach(() => {
  sessionStorage.clear();
  forgetReturn();
});

describe('signing in at an identity provider', () => {
  it('leads there, and remembers the page that was wanted', async () => {
    await renderApp({ server: serverWith([ministry]), address: '/v2/cases?page=2' });
    const there = await link('Sign in with Ministry');
    expect(there).toHaveAttribute(
      'href',
      '/api/v2/identity_providers/1/sign_in?return_to=%2Fv2%2Fcases%3Fpage%3D2',
    );
  });

  it('asks for a password as well where both count', async () => {
    await renderApp({ server: serverWith([ministry]) });
    await link('Sign in with Ministry');
    expect(await screen.findByText('or with a password')).toBeVisible();
    expect(screen.getByLabelText('Password')).toBeVisible();
  });

  it('asks for none where it would not count', async () => {
    await renderApp({ server: serverWith([ministry], required) });
    await link('Sign in with Ministry');
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.queryByRole('button', { name: /local account/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /Forgotten/ })).toBeNull();
  });

  it('asks for the password of a local account when somebody has one', async () => {
    const metadata = { use_identity_provider: true, password_sign_in: true };
    const server = await renderApp({ server: serverWith([ministry, local], metadata) });
    expect(screen.queryByLabelText('Password')).toBeNull();
    const choice = await screen.findByRole('button', { name: 'Sign in with a local account' });
    await userEvent.click(choice);
    await userEvent.type(await screen.findByRole('textbox', { name: 'User name' }), 'nadia');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(server.seen('POST /tokens')).toHaveLength(1);
  });

  it('offers a choice of several', async () => {
    await renderApp({ server: serverWith([ministry, partner], required) });
    const choice = await screen.findByRole('button', { name: /Where do you sign in/ });
    expect(screen.queryByRole('link', { name: /Sign in with/ })).toBeNull();
    await userEvent.click(choice);
    await userEvent.click(await screen.findByRole('option', { name: 'Partner' }));
    expect(await link('Sign in with Partner')).toHaveAttribute(
      'href',
      '/api/v2/identity_providers/2/sign_in?return_to=%2Fv2%2Fdashboards',
    );
  });

  it('says why one is back, once, and in the language of the page', async () => {
    const server = serverWith([ministry], required);
    const address = '/v2/login?problem=refused';
    await renderApp({ server, address, language: 'fr' });
    expect(await screen.findByText(/Ce compte ne permet pas/)).toBeVisible();
    await waitFor(() => expect(window.location.search).toBe(''));
  });

  it('has no words of its own for what it does not know', async () => {
    await renderApp({ server: serverWith([ministry]), address: '/v2/login?problem=%3Cb%3E' });
    expect(await screen.findByText(/With this account you cannot sign in here/)).toBeVisible();
  });

  it('tries again when the list cannot be reached', async () => {
    let isUp = false;
    const server = serverWith([ministry], required, (fake) => {
      fake.on('GET /identity_providers', () =>
        isUp ? { body: { data: [ministry], metadata: required } } : { status: 500, body: {} },
      );
    });
    await renderApp({ server });
    const again = await screen.findByRole('button', { name: /again/i });
    isUp = true;
    await userEvent.click(again);
    expect(await link('Sign in with Ministry')).toBeVisible();
  });

  it('goes on with the session that was opened meanwhile', async () => {
    arrive();
    const server = installFakeServer({ isSignedIn: true });
    await renderApp({ server, address: '/v2/dashboards' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(server.seen('POST /tokens')).toHaveLength(1);
    expect(isReturning()).toBe(false);
  });

  it('does not speak of a session that ended when somebody comes back in vain', async () => {
    const server = serverWith([ministry], required);
    await renderApp({ server, address: '/v2/login?problem=cancelled' });
    expect(await screen.findByText(/did not sign in at the provider/)).toBeVisible();
    expect(screen.queryByText(/Your session has ended/)).toBeNull();
    expect(server.seen('POST /tokens')).toHaveLength(0);
  });
});
