import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { lockSession, sessionState } from '../../shared/session/session';
import { caseWorker } from '../../test/fake-data';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const ministry = { id: 4, unique_id: 'ministry', name: 'Ministry', provider_type: 'oidc' };

async function open(user: Record<string, unknown>) {
  const server = installFakeServer({ isSignedIn: true, user: { ...caseWorker, ...user } });
  server.on('GET /identity_providers', () => ({ body: { data: [ministry], metadata: {} } }));
  await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
  await screen.findByRole('table');
  return server;
}

/** The next call is refused. */
async function endSession(server: FakeServer) {
  server.isSignedIn = false;
  await userEvent.click(screen.getByRole('button', { name: 'Age' }));
}

/** Another window of this browser says who is back. */
function tell(id: number): void {
  const channel = new BroadcastChannel('amparo.lock');
  channel.postMessage(id);
  channel.close();
}

describe('who signs in at a provider', () => {
  it('comes back there when the session ended, and loses nothing', async () => {
    const server = await open({ identity_provider_unique_id: 'ministry' });
    await endSession(server);
    const dialog = within(await screen.findByRole('dialog', { name: 'Please sign in again' }));
    const link = await dialog.findByRole('link', { name: 'Sign in with Ministry' });
    expect(link).toHaveAttribute('href', '/api/v2/identity_providers/4/sign_in');
    expect(link).toHaveAttribute('target', '_blank');
    server.isSignedIn = true;
    tell(Number(caseWorker['id']));
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: 'Please sign in again' })).toBeNull(),
    );
    expect(sessionState()).toMatchObject({ phase: 'signed-in', ended: false });
  });

  it('is not let in by somebody else’s return', async () => {
    const server = await open({ identity_provider_unique_id: 'ministry' });
    await endSession(server);
    await screen.findByRole('dialog', { name: 'Please sign in again' });
    tell(999_999);
    await screen.findByRole('link', { name: 'Sign in with Ministry' });
    expect(sessionState()).toMatchObject({ ended: true });
  });

  it('finds the way on the lock, too', async () => {
    await open({ identity_provider_unique_id: 'ministry' });
    lockSession();
    expect(await screen.findByRole('link', { name: 'Sign in with Ministry' })).toBeVisible();
  });

  it('has no such way without a provider', async () => {
    const server = await open({});
    lockSession();
    await screen.findByRole('button', { name: 'Unlock' });
    expect(screen.queryByRole('link', { name: /Sign in with/ })).toBeNull();
    expect(server.seen('GET /identity_providers')).toHaveLength(0);
  });
});
